import gettext
_ = gettext.gettext; print(_('hi'), gettext.ngettext('a', 'b', 2), gettext.translation('x', fallback=True).gettext('m'), gettext.find('zz'), gettext.textdomain())
try: gettext.translation('x')
except OSError as e: print(e)
