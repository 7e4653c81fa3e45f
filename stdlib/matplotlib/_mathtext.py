"""Text between dollar signs: Greek letters, powers and indices, fractions, roots, accents. A line becomes pieces:
(text, relative size, rise in em, italic, bold)."""
import re

_SYMBOLS = {
    'alpha': 'α', 'beta': 'β', 'gamma': 'γ', 'delta': 'δ', 'epsilon': 'ϵ', 'varepsilon': 'ε', 'zeta': 'ζ', 'eta': 'η',
    'theta': 'θ', 'vartheta': 'ϑ', 'iota': 'ι', 'kappa': 'κ', 'lambda': 'λ', 'mu': 'μ', 'nu': 'ν', 'xi': 'ξ',
    'omicron': 'ο', 'pi': 'π', 'rho': 'ρ', 'sigma': 'σ', 'varsigma': 'ς', 'tau': 'τ', 'upsilon': 'υ', 'phi': 'ϕ',
    'varphi': 'φ', 'chi': 'χ', 'psi': 'ψ', 'omega': 'ω', 'Gamma': 'Γ', 'Delta': 'Δ', 'Theta': 'Θ', 'Lambda': 'Λ',
    'Xi': 'Ξ', 'Pi': 'Π', 'Sigma': 'Σ', 'Upsilon': 'Υ', 'Phi': 'Φ', 'Psi': 'Ψ', 'Omega': 'Ω', 'nabla': '∇',
    'partial': '∂', 'infty': '∞', 'hbar': 'ℏ', 'ell': 'ℓ', 'Re': 'ℜ', 'Im': 'ℑ', 'emptyset': '∅', 'forall': '∀',
    'exists': '∃', 'neg': '¬', 'angle': '∠', 'prime': '′', 'degree': '°', 'circ': '∘',
    'times': '×', 'cdot': '⋅', 'pm': '±', 'mp': '∓', 'div': '÷', 'ast': '∗', 'star': '⋆', 'oplus': '⊕', 'otimes': '⊗',
    'odot': '⊙', 'bullet': '∙', 'wedge': '∧', 'vee': '∨', 'cap': '∩', 'cup': '∪',
    'leq': '≤', 'le': '≤', 'geq': '≥', 'ge': '≥', 'neq': '≠', 'ne': '≠', 'approx': '≈', 'equiv': '≡', 'sim': '∼',
    'simeq': '≃', 'propto': '∝', 'll': '≪', 'gg': '≫', 'in': '∈', 'notin': '∉', 'subset': '⊂', 'supset': '⊃',
    'subseteq': '⊆', 'supseteq': '⊇', 'perp': '⊥', 'mid': '∣', 'parallel': '∥',
    'to': '→', 'rightarrow': '→', 'leftarrow': '←', 'Rightarrow': '⇒', 'Leftarrow': '⇐', 'leftrightarrow': '↔',
    'Leftrightarrow': '⇔', 'uparrow': '↑', 'downarrow': '↓', 'mapsto': '↦',
    'sum': '∑', 'prod': '∏', 'int': '∫', 'iint': '∬', 'oint': '∮', 'ldots': '…', 'cdots': '⋯', 'dots': '…',
    'vdots': '⋮', 'ddots': '⋱', 'langle': '⟨', 'rangle': '⟩', 'lfloor': '⌊', 'rfloor': '⌋', 'lceil': '⌈', 'rceil': '⌉',
    'Vert': '‖', 'vert': '|', '|': '‖', '{': '{', '}': '}', '$': '$', '%': '%', '_': '_', '#': '#', '&': '&',
}
_SPACES = {',': ' ', ':': ' ', ';': ' ', ' ': ' ', '!': '', 'quad': ' ', 'qquad': '  '}
_FUNCTIONS = ('sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan exp log ln lg lim sup inf max min arg '
              'argmax argmin det dim ker Pr gcd mod deg').split()
_ACCENTS = {'hat': '\u0302', 'widehat': '\u0302', 'bar': '\u0304', 'overline': '\u0305', 'tilde': '\u0303',
            'widetilde': '\u0303', 'dot': '\u0307', 'ddot': '\u0308', 'vec': '\u20d7', 'acute': '\u0301',
            'grave': '\u0300', 'breve': '\u0306', 'check': '\u030c'}
_ROMAN = ('mathrm', 'mathdefault', 'mathregular', 'text', 'operatorname', 'textrm', 'mathsf', 'mathtt', 'rm')
_BLACKBOARD = {'R': 'ℝ', 'N': 'ℕ', 'Z': 'ℤ', 'Q': 'ℚ', 'C': 'ℂ', 'E': '𝔼', 'P': 'ℙ', 'H': 'ℍ'}
_SCRIPT = {'L': 'ℒ', 'N': '𝒩', 'D': '𝒟', 'F': 'ℱ', 'H': 'ℋ', 'B': 'ℬ', 'R': 'ℛ', 'E': 'ℰ', 'I': 'ℐ', 'M': 'ℳ', 'X': '𝒳',
           'O': '𝒪', 'A': '𝒜', 'C': '𝒞', 'U': '𝒰', 'G': '𝒢', 'S': '𝒮', 'T': '𝒯', 'Y': '𝒴', 'Z': '𝒵', 'P': '𝒫'}
_SHRINK = 0.7
_BINARY = '+-=<>×⋅±∓÷≤≥≠≈≡∼≃∝≪≫∈∉⊂⊃→←⇒⇐↔⇔∧∨∩∪⊕⊗'
_TOKEN = re.compile(r'\\[A-Za-z]+|\\.|[\s\S]')


def has_math(text):
    """An even number of dollars that are not escaped."""
    if '$' not in text:
        return False
    count = text.count('$') - text.count('\\$')
    return count > 0 and count % 2 == 0


class _Parser:
    def __init__(self, source):
        self._tokens = _TOKEN.findall(source)
        self._at = 0
        self.pieces = []

    def _peek(self):
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self):
        token = self._peek()
        self._at += 1
        return token

    def _group(self):
        """The tokens of one argument."""
        while self._peek() == ' ':
            self._at += 1
        if self._peek() != '{':
            token = self._take()
            return [token] if token is not None else []
        self._at += 1
        depth, tokens = 1, []
        while self._peek() is not None:
            token = self._take()
            if token == '{':
                depth += 1
            elif token == '}':
                depth -= 1
                if depth == 0:
                    break
            tokens.append(token)
        return tokens

    def _nested(self, tokens, size, rise, style):
        inner = _Parser('')
        inner._tokens = tokens
        inner.run(size, rise, style)
        return inner.pieces

    def _add(self, text, size, rise, italic=False, bold=False):
        last = self.pieces[-1] if self.pieces else None
        if last and last[1:] == (size, rise, italic, bold):
            self.pieces[-1] = (last[0] + text, size, rise, italic, bold)
        else:
            self.pieces.append((text, size, rise, italic, bold))

    def run(self, size, rise, style):
        while self._peek() is not None:
            token = self._take()
            if token == '^' or token == '_':
                tokens = self._group()
                step = 0.38 if token == '^' else -0.2
                self.pieces += self._nested(tokens, size * _SHRINK, rise + step * size, style)
            elif token == '{':
                self._at -= 1
                self.pieces += self._nested(self._group(), size, rise, style)
            elif token == '}' or token.isspace():
                pass
            elif token[0] == '\\' and len(token) > 1:
                self._command(token[1:], size, rise, style)
            elif token == "'":
                self._add('′', size, rise)
            elif token.isalpha() and token.isascii():
                self._add(token, size, rise, style == 'it', style == 'bf')
            else:
                self._operator('−' if token == '-' else token, size, rise, style)

    def _operator(self, token, size, rise, style):
        spaced = token in _BINARY and size == 1.0 and self.pieces and style != 'rm'
        self._add(f'\u2009{token}\u2009' if spaced else token, size, rise, False, style == 'bf')

    def _command(self, name, size, rise, style):
        if name in _SYMBOLS:
            symbol = _SYMBOLS[name]
            if symbol in _BINARY and style == 'rm':
                self._add(f'\u2009{symbol}\u2009', size, rise)
            elif symbol in _BINARY:
                self._operator(symbol, size, rise, style)
            else:
                self._add(symbol, size, rise, symbol.isalpha() and symbol.islower() and style == 'it')
        elif name in _SPACES:
            self._add(_SPACES[name], size, rise)
        elif name in _FUNCTIONS:
            self._add(name + ('\u2009' if self._peek() not in ('(', '{', '_', '^', None) else ''), size, rise)
        elif name in _ACCENTS:
            for text, s, r, italic, bold in self._nested(self._group(), size, rise, style):
                self._add(''.join(c + _ACCENTS[name] for c in text), s, r, italic, bold)
        elif name in _ROMAN:
            if name in ('text', 'textrm', 'operatorname'):
                self._add(''.join(self._group()), size, rise)
            else:
                self.pieces += self._nested(self._group(), size, rise, 'rm')
        elif name in ('mathbf', 'textbf', 'boldsymbol', 'bf'):
            self.pieces += self._nested(self._group(), size, rise, 'bf')
        elif name in ('mathit', 'textit', 'it'):
            self.pieces += self._nested(self._group(), size, rise, 'it')
        elif name in ('mathbb', 'mathcal', 'mathscr', 'mathfrak'):
            table = _BLACKBOARD if name == 'mathbb' else _SCRIPT
            for token in self._group():
                self._add(table.get(token, token), size, rise)
        elif name in ('frac', 'dfrac', 'tfrac'):
            above, below = self._group(), self._group()
            self.pieces += self._nested(above, size * _SHRINK, rise + 0.32 * size, style)
            self._add('∕', size, rise)
            self.pieces += self._nested(below, size * _SHRINK, rise - 0.12 * size, style)
        elif name == 'sqrt':
            if self._peek() == '[':
                while self._peek() not in (None, ']'):
                    self._at += 1
                self._at += 1
            self._add('√', size, rise)
            for text, s, r, italic, bold in self._nested(self._group(), size, rise, style):
                self._add(''.join(c + '\u0305' for c in text), s, r, italic, bold)
        elif name in ('left', 'right', 'big', 'Big', 'bigg', 'Bigg', 'limits', 'displaystyle'):
            if name in ('left', 'right') and self._peek() == '.':
                self._at += 1
        else:
            raise ValueError(f'\\{name}\n^\nParseFatalException: Unknown symbol: \\{name}')


def pieces(text):
    """The pieces of one line."""
    if not has_math(text):
        return [(text.replace('\\$', '$'), 1.0, 0.0, False, False)]
    result = []
    for index, part in enumerate(re.split(r'(?<!\\)\$', text)):
        if index % 2 == 0:
            if part:
                result.append((part.replace('\\$', '$'), 1.0, 0.0, False, False))
        else:
            parser = _Parser(part)
            parser.run(1.0, 0.0, 'it')
            result += parser.pieces
    return result
