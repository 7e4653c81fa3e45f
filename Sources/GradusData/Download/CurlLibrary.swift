import CCurl

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// libcurl, opened when the first download starts. The program has no link-time dependency on it.
final class CurlLibrary: @unchecked Sendable {
    typealias Initialise = @convention(c) () -> UnsafeMutableRawPointer?
    typealias Perform = @convention(c) (UnsafeMutableRawPointer) -> Int32
    typealias Cleanup = @convention(c) (UnsafeMutableRawPointer) -> Void
    typealias ErrorText = @convention(c) (Int32) -> UnsafePointer<CChar>?
    typealias GlobalInitialise = @convention(c) (Int) -> Int32

    let initialise: Initialise
    let perform: Perform
    let cleanup: Cleanup
    let errorText: ErrorText
    let setOption: ccurl_setopt
    let getInfo: ccurl_getinfo
    private let several: Several?

    static let names = [
        "libcurl.so.4", "libcurl-gnutls.so.4", "libcurl-nss.so.4", "libcurl.so", "libcurl.4.dylib", "libcurl.dylib",
    ]

    /// The library, or nil where no name can be opened.
    static let shared = CurlLibrary(names: names)

    init?(names: [String]) {
        var opened: UnsafeMutableRawPointer?
        for name in names {
            opened = dlopen(name, RTLD_NOW | RTLD_LOCAL)
            if opened != nil { break }
        }
        guard let library = opened,
            let globalInitialise = dlsym(library, "curl_global_init"),
            let initialise = dlsym(library, "curl_easy_init"),
            let perform = dlsym(library, "curl_easy_perform"),
            let cleanup = dlsym(library, "curl_easy_cleanup"),
            let errorText = dlsym(library, "curl_easy_strerror"),
            let setOption = dlsym(library, "curl_easy_setopt"),
            let getInfo = dlsym(library, "curl_easy_getinfo")
        else { return nil }
        self.initialise = unsafeBitCast(initialise, to: Initialise.self)
        self.perform = unsafeBitCast(perform, to: Perform.self)
        self.cleanup = unsafeBitCast(cleanup, to: Cleanup.self)
        self.errorText = unsafeBitCast(errorText, to: ErrorText.self)
        self.setOption = unsafeBitCast(setOption, to: ccurl_setopt.self)
        self.getInfo = unsafeBitCast(getInfo, to: ccurl_getinfo.self)
        several = Several(library)
        // 3 = everything, as the library's own default.
        guard unsafeBitCast(globalInitialise, to: GlobalInitialise.self)(3) == 0 else { return nil }
    }
}

extension CurlLibrary {
    /// Performs a transfer. `goOn` is asked at least every 50 ms, also while a server says nothing: the library's own
    /// report comes once a second then.
    func perform(_ handle: UnsafeMutableRawPointer, goOn: () -> Bool) -> Int32 {
        guard let several, let group = several.initialise() else { return perform(handle) }
        defer { _ = several.cleanup(group) }
        guard several.add(group, handle) == 0 else { return perform(handle) }
        defer { _ = several.remove(group, handle) }
        var running: Int32 = 1
        while true {
            guard several.perform(group, &running) == 0 else { return CurlConstant.aborted }
            if running == 0 { break }
            guard goOn() else { return CurlConstant.aborted }
            var ready: Int32 = 0
            _ = several.wait(group, nil, 0, 50, &ready)
        }
        var left: Int32 = 0
        while let message = several.next(group, &left) {
            // CURLMsg: its kind (1: a transfer is done), the handle, the result.
            if message.load(as: Int32.self) == 1 { return message.load(fromByteOffset: 16, as: Int32.self) }
        }
        return CurlConstant.aborted
    }

    /// The library's interface for transfers that do not block.
    fileprivate struct Several {
        typealias Handle = UnsafeMutableRawPointer
        let initialise: @convention(c) () -> Handle?
        let add: @convention(c) (Handle, Handle) -> Int32
        let remove: @convention(c) (Handle, Handle) -> Int32
        let perform: @convention(c) (Handle, UnsafeMutablePointer<Int32>) -> Int32
        let wait: @convention(c) (Handle, Handle?, UInt32, Int32, UnsafeMutablePointer<Int32>) -> Int32
        let next: @convention(c) (Handle, UnsafeMutablePointer<Int32>) -> Handle?
        let cleanup: @convention(c) (Handle) -> Int32

        init?(_ library: Handle) {
            // curl_multi_poll came with 7.66.
            guard let initialise = dlsym(library, "curl_multi_init"), let add = dlsym(library, "curl_multi_add_handle"),
                let remove = dlsym(library, "curl_multi_remove_handle"),
                let perform = dlsym(library, "curl_multi_perform"), let wait = dlsym(library, "curl_multi_poll"),
                let next = dlsym(library, "curl_multi_info_read"), let cleanup = dlsym(library, "curl_multi_cleanup")
            else { return nil }
            self.initialise = unsafeBitCast(initialise, to: (@convention(c) () -> Handle?).self)
            self.add = unsafeBitCast(add, to: (@convention(c) (Handle, Handle) -> Int32).self)
            self.remove = unsafeBitCast(remove, to: (@convention(c) (Handle, Handle) -> Int32).self)
            self.perform = unsafeBitCast(
                perform, to: (@convention(c) (Handle, UnsafeMutablePointer<Int32>) -> Int32).self)
            self.wait = unsafeBitCast(
                wait, to: (@convention(c) (Handle, Handle?, UInt32, Int32, UnsafeMutablePointer<Int32>) -> Int32).self)
            self.next = unsafeBitCast(
                next, to: (@convention(c) (Handle, UnsafeMutablePointer<Int32>) -> Handle?).self)
            self.cleanup = unsafeBitCast(cleanup, to: (@convention(c) (Handle) -> Int32).self)
        }
    }
}

/// Numbers from libcurl's public interface (curl/curl.h); they never change.
enum CurlConstant {
    static let writeData: Int32 = 10001
    static let url: Int32 = 10002
    static let userAgent: Int32 = 10018
    static let lowSpeedLimit: Int32 = 19
    static let lowSpeedTime: Int32 = 20
    static let noProgress: Int32 = 43
    static let failOnError: Int32 = 45
    static let followLocation: Int32 = 52
    static let progressData: Int32 = 10057
    static let maxRedirects: Int32 = 68
    static let connectTimeout: Int32 = 78
    static let noSignal: Int32 = 99
    static let protocols: Int32 = 181
    static let redirectProtocols: Int32 = 182
    static let writeFunction: Int32 = 20011
    static let progressFunction: Int32 = 20219
    static let resumeFrom: Int32 = 30116

    /// HTTP = 1, HTTPS = 2.
    static let webProtocols = 3

    static let responseCode: Int32 = 0x20_0002

    static let couldNotResolveProxy: Int32 = 5
    static let couldNotResolveHost: Int32 = 6
    static let couldNotConnect: Int32 = 7
    static let httpError: Int32 = 22
    static let writeError: Int32 = 23
    static let rangeError: Int32 = 33
    static let badResume: Int32 = 36
    static let aborted: Int32 = 42
}
