import Foundation
import GradusData
import Testing

@Suite(.enabled(if: TestServer.shared != nil, "needs python3")) struct DownloadTests {
    private let folder: ScratchFolder
    private let server: TestServer

    init() throws {
        folder = try ScratchFolder()
        server = try #require(TestServer.shared)
    }

    private static let body = TestServer.body

    private func checksum() throws -> Checksum {
        // MD5 of the server's body, from `md5sum`.
        .md5("c7d55c2c7a809a61dd0e6fbbea4e95e2")
    }

    private func downloader(_ report: ProgressReport? = nil) -> Downloader {
        var policy = DownloadPolicy()
        policy.firstPause = 0.01
        policy.attempts = 3
        policy.stallSeconds = 1
        policy.connectSeconds = 2
        return Downloader(policy: policy, report: report)
    }

    private func fetch(_ ways: [String], name: String = UUID().uuidString, _ report: ProgressReport? = nil) throws
        -> String
    {
        let file = PublishedFile(
            name: name, mirrors: ways.map { "\(server.address)/\($0)/" }, checksum: try checksum())
        return try downloader(report).fetch(file, into: folder.path)
    }

    private func content(_ path: String) -> [UInt8] { (try? Array(Data(contentsOf: URL(fileURLWithPath: path)))) ?? [] }

    @Test(arguments: ["good", "plain", "cut", "moved", "busy", "long"])
    func arrives(_ way: String) throws {
        let path = try fetch([way])
        #expect(content(path) == Self.body)
        #expect(folder.names().count == 1)
    }

    /// Nothing of the final name appears; the text names the mirror and the ways out.
    @Test(arguments: [
        ("short", "partial file"), ("stall", "Timeout"), ("damaged", "MD5"), ("missing", "404"),
        ("loop", "redirects"), ("file", "rotocol"),
    ])
    func fails(_ way: String, word: String) throws {
        let error = #expect(throws: DataError.self) { try fetch([way], name: "set.gz") }
        let text = error?.description ?? ""
        #expect(text.contains(word) && text.contains("/\(way)/") && text.contains("GRADUS_DATA"), "\(text)")
        #expect(folder.names().allSatisfy { $0 == "set.gz.part" }, "\(folder.names())")
    }

    @Test func nextMirrorIsTried() throws {
        #expect(content(try fetch(["missing", "damaged", "good"])) == Self.body)
    }

    @Test func unreachableServer() throws {
        let file = PublishedFile(name: "x.gz", mirrors: ["http://127.0.0.1:9/"], checksum: nil)
        let error = #expect(throws: DataError.self) { try downloader().fetch(file, into: folder.path) }
        #expect(error?.category == .network)
        #expect(error?.description.contains("GRADUS_DATA") == true)
    }

    @Test func partIsResumed() throws {
        try folder.write("a.part", Array(Self.body.prefix(123_456)))
        var least = Int.max
        let path = try fetch(["good"], name: "a") { done, _ in
            if done > 0 { least = min(least, done) }
            return true
        }
        #expect(content(path) == Self.body)
        #expect(least >= 123_456)
    }

    @Test(arguments: [
        [1, 2, 3], Array(repeating: UInt8(0), count: 200_000), Array(repeating: UInt8(7), count: 300_000),
    ])
    func damagedPartIsDropped(_ part: [UInt8]) throws {
        try folder.write("a.part", part)
        #expect(content(try fetch(["good"], name: "a")) == Self.body)
        try folder.write("b.part", part)
        #expect(content(try fetch(["plain"], name: "b")) == Self.body)
    }

    @Test func wholeFileIsKeptAndDamagedOneReplaced() throws {
        try folder.write("a", Self.body)
        #expect(content(try fetch(["missing"], name: "a")) == Self.body)
        try folder.write("b", [1, 2, 3])
        #expect(content(try fetch(["good"], name: "b")) == Self.body)
    }

    @Test func cancelled() throws {
        let error = #expect(throws: DataError.self) { try fetch(["good"], name: "a") { done, _ in done < 1000 } }
        #expect(error?.category == .interrupted)
        #expect(!folder.names().contains("a"))
    }

    /// A server that has gone silent keeps nobody waiting who wants to leave.
    @Test func cancelledWhileNothingComes() throws {
        let start = ContinuousClock.now
        let error = #expect(throws: DataError.self) {
            try fetch(["stall"], name: "a") { _, _ in ContinuousClock.now - start < .milliseconds(300) }
        }
        #expect(error?.category == .interrupted)
        #expect(ContinuousClock.now - start < .milliseconds(900))
    }

    @Test func lockedByAnother() throws {
        let path = try folder.write("a.lock", [])
        let descriptor = open(path, O_RDWR)
        #expect(flock(descriptor, LOCK_EX) == 0)
        defer { close(descriptor) }
        var impatient = downloader()
        impatient.policy.lockSeconds = 0.2
        let file = PublishedFile(name: "a", mirrors: ["\(server.address)/good/"], checksum: nil)
        let error = #expect(throws: DataError.self) { try impatient.fetch(file, into: folder.path) }
        #expect(error?.category == .inputOutput)
    }

    @Test func tooLarge() throws {
        var bounded = downloader()
        bounded.policy.byteLimit = 1000
        let file = PublishedFile(name: "a", mirrors: ["\(server.address)/good/"], checksum: nil)
        #expect(throws: DataError.self) { try bounded.fetch(file, into: folder.path) }
        #expect(!folder.names().contains("a"))
    }
}
