import CCurl

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Told how far a job is: bytes done, and the total where it is known. Returning false cancels the job.
public typealias ProgressReport = (_ done: Int, _ total: Int?) -> Bool

/// One attempt to fetch one address into the end of an open file.
final class HTTPTransfer {
    enum Outcome {
        case complete
        /// The server cannot go on from the offset asked for: start again from nothing.
        case cannotResume
        case failed(DataError, mayRetry: Bool)
    }

    private let url: String
    private let descriptor: Int32
    private let offset: Int
    private let limit: Int
    private let report: ProgressReport?
    private var knownTotal = 0
    private var received = 0
    private var writeProblem: DataError?
    private var wasCancelled = false

    /// `offset`: bytes that the file has already. `limit`: most bytes the file may come to.
    init(url: String, descriptor: Int32, offset: Int, limit: Int, report: ProgressReport?) {
        self.url = url
        self.descriptor = descriptor
        self.offset = offset
        self.limit = limit
        self.report = report
    }

    func run(_ library: CurlLibrary, policy: DownloadPolicy) -> Outcome {
        guard let handle = library.initialise() else {
            return .failed(.transfer(url: url, reason: "libcurl could not start"), mayRetry: false)
        }
        defer { library.cleanup(handle) }
        let code = url.withCString { address in
            "gradus".withCString { agent in
                configure(library.setOption, handle, address: address, agent: agent, policy: policy)
                return library.perform(handle) { progress(now: received, total: knownTotal) }
            }
        }
        var status = 0
        _ = ccurl_get_long(library.getInfo, handle, CurlConstant.responseCode, &status)
        return outcome(code: code, status: status, library)
    }

    private func configure(
        _ set: ccurl_setopt, _ handle: UnsafeMutableRawPointer, address: UnsafePointer<CChar>,
        agent: UnsafePointer<CChar>, policy: DownloadPolicy
    ) {
        let this = Unmanaged.passUnretained(self).toOpaque()
        _ = ccurl_set_pointer(set, handle, CurlConstant.url, address)
        _ = ccurl_set_pointer(set, handle, CurlConstant.userAgent, agent)
        for (option, value) in [
            (CurlConstant.noSignal, 1), (CurlConstant.followLocation, 1), (CurlConstant.maxRedirects, 8),
            (CurlConstant.failOnError, 1), (CurlConstant.noProgress, 0),
            (CurlConstant.connectTimeout, policy.connectSeconds), (CurlConstant.lowSpeedLimit, 1),
            (CurlConstant.lowSpeedTime, policy.stallSeconds), (CurlConstant.protocols, CurlConstant.webProtocols),
            (CurlConstant.redirectProtocols, CurlConstant.webProtocols),
        ] {
            _ = ccurl_set_long(set, handle, option, value)
        }
        if offset > 0 { _ = ccurl_set_offset(set, handle, CurlConstant.resumeFrom, Int64(offset)) }
        _ = ccurl_set_pointer(set, handle, CurlConstant.writeData, this)
        _ = ccurl_set_write(set, handle, CurlConstant.writeFunction) { data, size, count, user in
            guard let user, let data else { return 0 }
            let transfer = Unmanaged<HTTPTransfer>.fromOpaque(user).takeUnretainedValue()
            return transfer.write(data, count: Int(size) * Int(count)) ? size * count : 0
        }
        _ = ccurl_set_pointer(set, handle, CurlConstant.progressData, this)
        _ = ccurl_set_progress(set, handle, CurlConstant.progressFunction) { user, total, now, _, _ in
            guard let user else { return 1 }
            return Unmanaged<HTTPTransfer>.fromOpaque(user).takeUnretainedValue().progress(
                now: Int(now), total: Int(total)) ? 0 : 1
        }
    }

    private func write(_ data: UnsafePointer<CChar>, count: Int) -> Bool {
        guard offset + received + count <= limit else {
            writeProblem = .tooLarge(path: url, bytes: offset + received + count, limit: limit)
            return false
        }
        var done = 0
        while done < count {
            #if canImport(Glibc)
                let written = Glibc.write(descriptor, data + done, count - done)
            #else
                let written = Darwin.write(descriptor, data + done, count - done)
            #endif
            if written < 0 {
                if errno == EINTR { continue }
                writeProblem = .unwritable(path: "the download of \(url)", reason: lastSystemError())
                return false
            }
            done += written
        }
        received += count
        return true
    }

    private func progress(now: Int, total: Int) -> Bool {
        guard let report else { return true }
        knownTotal = total
        if !report(offset + now, total > 0 ? offset + total : nil) { wasCancelled = true }
        return !wasCancelled
    }

    private func outcome(code: Int32, status: Int, _ library: CurlLibrary) -> Outcome {
        if wasCancelled { return .failed(.cancelled(what: "the download of \(url)"), mayRetry: false) }
        if let writeProblem { return .failed(writeProblem, mayRetry: false) }
        let text = library.errorText(code).map { String(cString: $0) } ?? "error \(code)"
        switch code {
        case 0:
            // A range that starts at or after the end: there is nothing to go on with.
            return status == 416 ? .cannotResume : .complete
        case CurlConstant.rangeError, CurlConstant.badResume:
            return .cannotResume
        case CurlConstant.httpError:
            if status == 416 { return .cannotResume }
            return .failed(.httpStatus(url: url, status: status), mayRetry: status >= 500 || status == 429)
        case CurlConstant.couldNotResolveHost, CurlConstant.couldNotResolveProxy, CurlConstant.couldNotConnect:
            return .failed(.offline(url: url, reason: text), mayRetry: code == CurlConstant.couldNotConnect)
        default:
            return .failed(.transfer(url: url, reason: text), mayRetry: true)
        }
    }
}
