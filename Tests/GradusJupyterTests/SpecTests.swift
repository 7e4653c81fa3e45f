import Foundation
import GradusJSON
import GradusTestSupport
import Testing

@testable import GradusJupyter

@Suite struct SpecTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "gradus-\(UUID().uuidString)").path

    @Test func installsAndUninstalls() throws {
        let spec = KernelSpec(name: "my-kernel_1.0", displayName: "그라두스", executable: "/opt/gradus")
        let own = try spec.install(in: .prefix(folder))
        #expect(own == folder + "/share/jupyter/kernels/my-kernel_1.0")
        let content = try JSONParser.parse(String(contentsOfFile: own + "/kernel.json", encoding: .utf8))
        #expect(content["argv"]?.array?.compactMap(\.string) == ["/opt/gradus", "kernel", "run", "{connection_file}"])
        #expect(content["display_name"]?.string == "그라두스")
        #expect(content["language"]?.string == "gradus")
        #expect(content["interrupt_mode"]?.string == "signal")
        #expect(try KernelSpec.uninstall("my-kernel_1.0", from: [.prefix(folder)]) == [own])
        #expect(!FileManager.default.fileExists(atPath: own))
        #expect(throws: KernelError.self) { try KernelSpec.uninstall("my-kernel_1.0", from: [.prefix(folder)]) }
    }

    @Test(arguments: ["", "a b", "../x", "..", "한글", "a/b"])
    func strangeNamesAreRefused(name: String) {
        #expect(throws: KernelError.badName(name)) {
            try KernelSpec(name: name, executable: "x").install(in: .prefix(folder))
        }
    }

    @Test func commandsAnswer() throws {
        let data = ["JUPYTER_DATA_DIR": folder]
        let installed = try CommandRun(["kernel", "install"], environment: data).run()
        #expect(installed.status == 0)
        #expect(installed.stdout == "the kernel 'gradus' is installed in \(folder)/kernels/gradus\n")
        let removed = try CommandRun(["kernel", "uninstall"], environment: data).run()
        #expect(removed.stdout == "\(folder)/kernels/gradus is removed\n")
        let again = try CommandRun(["kernel", "uninstall"], environment: data).run()
        #expect(again.status == 1)
        #expect(again.stderr == "gradus: no kernel 'gradus' is installed in \(folder)/kernels\n")
        #expect(try CommandRun(["kernel", "install", "--sys-prefix"]).run().status == 2)
        #expect(try CommandRun(["kernel", "install", "--user", "--prefix", "/x"]).run().status == 2)
        let missing = try CommandRun(["kernel", "run", "/nowhere/at/all.json"]).run()
        #expect(missing.status == 2)
        #expect(missing.stderr.hasPrefix("gradus: the connection file '/nowhere/at/all.json' cannot be read: "))
    }

    @Test func withoutTheLibraryThereIsNoKernel() {
        #expect(ZeroMQLibrary(names: ["libnothing.so"]) == nil)
        #expect(KernelError.noLibrary.message.contains("ZeroMQ"))
    }
}
