import Foundation
import GradusTestSupport
import Testing

/// The prompt says what to do about the mistakes that beginners make.
@Suite(.serialized) struct PromptCureTests {
    /// An entry, and the line of advice below its error; nil: none.
    static let mistakes: [(entry: String, advice: String?)] = [
        ("'a' + 1", "str(x) makes text of a value, and so does f'{x}'"),
        ("1 + '1'", "int(text) and float(text) make numbers of text, str(number) makes text"),
        ("int('3.5')", "the text has a decimal point: int(float('3.5')), or float('3.5')"),
        ("int('abc')", nil),
        ("float('1,5')", "the decimal sign is a point: '1.5'"),
        ("[1, 2, 3][3]", "the last element is x[-1], or x[len(x) - 1]: counting starts at 0"),
        ("(1, 2).x = 3", nil),
        ("for i in 5: pass", "range(n) counts from 0 to n - 1"),
        ("[1].push(2)", "it is called append"),
        (
            "None.shape",
            "the value is None: a function without return gives None, and so do methods that change in place (append, sort)"
        ),
        ("self.x = 1", "self is a parameter of methods: it exists inside of def name(self)"),
        ("null", "it is called None"),
        ("a, b = 1, 2, 3", "a, *rest = ... takes what is over"),
        ("', '.join([1, 2])", "join takes texts: ', '.join(map(str, x))"),
        (
            "range(1.5)", "int(x) cuts the fraction off; a // b divides to a whole number, a / b never does"
        ),
        ("list = [1]; list((1, 2))", "list is a variable of this session; del list brings the function back"),
        ("del list; 5(3)", "an element is x[...]; for a product write x * (...)"),
        ("open('/proc/self/statsu')", "did you mean '/proc/self/status'?"),
        ("x++", "x += 1 counts up"),
        ("else: pass", "else belongs to one entry with what stands before it; Alt-Enter adds a line to an entry"),
        ("i = 0; while i < 3: i += 1", "while starts a line of its own"),
        ("lambda x: return x", "a lambda is one expression, without return"),
        ("“hello”", "quotes are ' or \", straight ones"),
        ("print（1）", "the sign of programs is (, of half the width"),
        ("cat notes.txt", "the command is %cat"),
        ("sort notes.txt", "!sort notes.txt runs it in the shell"),
        ("python train.py", "%run train.py runs it in this session"),
        ("clear", "Ctrl-L clears the screen"),
        (
            "import subprocess; subprocess.run(['ls'])",
            "the prompt does: !ls runs a command, files = !ls keeps its lines"
        ),
        ("import torch; x = torch.randn(3, 4)", nil),
        (
            "x.to('cuda')", "Gradus computes on the CPU: device = 'cuda' if torch.cuda.is_available() else 'cpu'"
        ),
        ("torch.device('gpu')", "the device is 'cpu'"),
        (
            "torch.cat([x, torch.ones(3, 5)])",
            "cat joins along dim=0: all other sizes must agree; dim=... chooses another"
        ),
        ("x[5]", "0 to 2 count from the start, -1 to -3 from the end"),
        ("x.shape()", "without parentheses: x.shape; x.size() is the same"),
        ("torch.nn.Linear(4, 2)([1, 2])", "torch.tensor(x) makes a tensor of it"),
        (
            "x.sum().backward()",
            "nothing in it is to be learnt: requires_grad=True on the weights; no_grad() and detach() cut it off"
        ),
        (
            "torch.nn.Conv2d(3, 16, 3)(torch.randn(16, 16, 3))",
            "channels stand before height and width: x.permute(2, 0, 1)"
        ),
        ("torch.nn.Conv2d(3, 16, 3)(torch.randn(1, 1, 28, 28))", "a layer with in_channels=1 takes what is given"),
        ("torch.nn.LSTM(4, 8)(torch.randn(5, 3, 3))", "a layer with input_size=3 takes what is given"),
        (
            "bool(x > 0)", "(...).all() and (...).any() ask about all elements; & | ~ combine them one by one"
        ),
        ("x.item()", ".tolist() gives all elements, x[i].item() one, x.mean().item() their mean"),
        (
            "torch.nn.Linear(4, 2).load_state_dict('model.pt')",
            "torch.load reads the file: model.load_state_dict(torch.load(path))"
        ),
        ("torch.save(x, '/nowhere/at/all.pt')", "os.makedirs('/nowhere/at') makes it"),
        // Where the error says it itself, nothing is added.
        ("torch.zero(3)", nil),
        ("nn.Linear(2, 3)", "from torch import nn"),
    ]

    @Test func mistakesAreAnsweredWithACure() throws {
        let session = try PromptTests.Fixture(columns: 160)
        var number = 1
        for (entry, advice) in Self.mistakes {
            number += 1
            let before = session.terminal.output.count
            // Pasted, so that one line of a loop is a whole entry.
            session.enter("\u{1B}[200~\(entry)\u{1B}[201~", then: "In [\(number)]:")
            let said = String(session.terminal.output.dropFirst(before))
            let hints = said.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("hint: ") }
            #expect(hints.map(String.init) == (advice.map { ["hint: " + $0] } ?? []), "\(entry): \(said)")
        }
        // Nothing was lost.
        session.enter("x.shape", then: "In [\(number + 1)]:")
        #expect(session.lines.contains("Out[\(number)]: torch.Size([3, 4])"))
    }
}
