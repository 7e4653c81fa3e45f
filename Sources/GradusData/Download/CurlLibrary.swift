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
        // 3 = everything, as the library's own default.
        guard unsafeBitCast(globalInitialise, to: GlobalInitialise.self)(3) == 0 else { return nil }
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
