import cmd, io
class Shell(cmd.Cmd):
    intro = 'Welcome to the turtle shell.   Type help or ? to list commands.\n'; prompt = '(turtle) '
    def do_forward(self, arg): 'Move the turtle forward by the specified distance:  FORWARD 10'; print('fwd', *map(int, arg.split()))
    def do_bye(self, arg): 'Stop'; print('Thank you'); return True
    def do_undoc(self, arg): print('u', arg)
    def do_shell(self, arg): print('sh', arg)
    def help_topic(self): print('about topic')
    def precmd(self, line): return line.lower()
s = Shell()
for l in ('forward 10', '?', 'help forward', 'help nope', 'help topic', '! ls -l', 'what is', '', 'undoc x', '', 'help', 'forward 1 2'): print('>', l); s.onecmd(l)
print(s.parseline('?forward'), s.parseline('  go to here'), s.completenames('f'), s.onecmd('bye'))
s.cmdqueue = ['forward 3', 'bye']; s.cmdloop()
class E(cmd.Cmd):
    use_rawinput = 0; prompt = ''
    def do_EOF(self, a): self.stdout.write('eof\n'); return 1
    def do_say(self, a): self.stdout.write(a + '\n')
o = io.StringIO(); E(stdin=io.StringIO('say hi\n\nsay yo\n'), stdout=o).cmdloop(); print(repr(o.getvalue())); s.columnize([f'item{i}' for i in range(25)], 60); s.columnize([])
