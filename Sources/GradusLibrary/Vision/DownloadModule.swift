import GradusData
import GradusVM

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `torchvision._download`: what `torchvision.datasets.utils` needs of the network and of archives.
enum DownloadModule {
    static let module = NativeModule("torchvision._download") { _, module in
        module.function("fetch", "url, root, filename, md5=None, /") { vm, arguments in
            let url = try vm.str(arguments[0])
            let root = try vm.path(arguments[1])
            let name = try vm.str(arguments[2])
            let slash = url.lastIndex(of: "/").map { url.index(after: $0) } ?? url.startIndex
            let published = String(url[slash...])
            let checksum = try arguments.orNone(3).map { Checksum.md5(try vm.str($0)) }
            let file = PublishedFile(name: published, mirrors: [String(url[..<slash])], checksum: checksum)
            let path = try DataSetTypes.downloading(vm, name) { try $0.fetch(file, into: root) }
            let target = joinPath(root, name)
            if path != target, rename(path, target) != 0 { throw vm.osError(errno, file: vm.string(target)) }
            return .none
        }
        module.function("untar", "path, root, /") { vm, arguments in
            var archive = try TarArchive(path: try vm.path(arguments[0]))
            return vm.strings(try archive.unpack(into: try vm.path(arguments[1])))
        }
    }
}
