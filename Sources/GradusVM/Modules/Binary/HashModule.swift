import Crypto

/// `_hashlib`: checksums, computed by swift-crypto.
enum HashModule {
    static let module = NativeModule("_hashlib") { vm, module in
        module.value("names", vm.tuple(Digest.names.map { vm.string($0) }))
        module.function("new", "name, data=b'', /") { vm, arguments in
            let name = try vm.str(arguments[0])
            guard let state = Digest(name) else { throw vm.valueError("unsupported hash type \(name)") }
            let made = HashObject(name, state)
            if let data = arguments.optional(1) { try made.update(vm, data) }
            return vm.value(made)
        }
    }

    fileprivate static func bytes(_ vm: VM, _ value: Value) throws -> [UInt8] {
        if value.asString != nil { throw vm.typeError("Strings must be encoded before hashing") }
        guard value.object is ArrayObject || TextView(bytesLike: value) != nil else {
            throw vm.typeError("object supporting the buffer API required")
        }
        return try StructModule.bytes(vm, value)
    }
}

/// The state of one checksum.
enum Digest {
    case md5(Insecure.MD5)
    case sha1(Insecure.SHA1)
    case sha256(SHA256)
    case sha384(SHA384)
    case sha512(Crypto.SHA512)

    static let names = ["md5", "sha1", "sha256", "sha384", "sha512"]

    init?(_ name: String) {
        switch name {
        case "md5": self = .md5(Insecure.MD5())
        case "sha1": self = .sha1(Insecure.SHA1())
        case "sha256": self = .sha256(SHA256())
        case "sha384": self = .sha384(SHA384())
        case "sha512": self = .sha512(Crypto.SHA512())
        default: return nil
        }
    }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        switch self {
        case .md5(var hash):
            hash.update(bufferPointer: bytes)
            self = .md5(hash)
        case .sha1(var hash):
            hash.update(bufferPointer: bytes)
            self = .sha1(hash)
        case .sha256(var hash):
            hash.update(bufferPointer: bytes)
            self = .sha256(hash)
        case .sha384(var hash):
            hash.update(bufferPointer: bytes)
            self = .sha384(hash)
        case .sha512(var hash):
            hash.update(bufferPointer: bytes)
            self = .sha512(hash)
        }
    }

    var bytes: [UInt8] {
        switch self {
        case .md5(let hash): Array(hash.finalize())
        case .sha1(let hash): Array(hash.finalize())
        case .sha256(let hash): Array(hash.finalize())
        case .sha384(let hash): Array(hash.finalize())
        case .sha512(let hash): Array(hash.finalize())
        }
    }

    var blockSize: Int {
        switch self {
        case .md5, .sha1, .sha256: 64
        case .sha384, .sha512: 128
        }
    }
}

final class HashObject: Object {
    let name: String
    fileprivate(set) var state: Digest

    /// In stretches, between which Ctrl-C is heard; the state is then what it was.
    fileprivate func update(_ vm: VM, _ data: Value) throws {
        var next = state
        try HashModule.bytes(vm, data).withUnsafeBytes { bytes in
            try PlainText.inStretches(vm, bytes.count) { next.update(UnsafeRawBufferPointer(rebasing: bytes[$0])) }
        }
        state = next
    }

    init(_ name: String, _ state: Digest) {
        self.name = name
        self.state = state
        super.init(type: HashObject.type)
    }

    nonisolated(unsafe) private static let type: TypeObject = {
        let type = TypeObject(name: "HASH", module: "_hashlib", bases: [Types.object], layout: .other) { type in
            func hash(_ arguments: Arguments) -> HashObject { arguments[0].cast(HashObject.self) }
            type.method("update", "self, obj, /") { vm, arguments in
                try hash(arguments).update(vm, arguments[1])
                return .none
            }
            type.method("digest", "self, /") { vm, arguments in vm.value(BytesObject(hash(arguments).state.bytes)) }
            type.method("hexdigest", "self, /") { vm, arguments in
                vm.string(BinaryText.hexadecimal(hash(arguments).state.bytes))
            }
            type.method("copy", "self, /") { vm, arguments in
                vm.value(HashObject(hash(arguments).name, hash(arguments).state))
            }
            type.property("name") { vm, value in vm.string(value.cast(HashObject.self).name) }
            type.property("digest_size") { _, value in Value(value.cast(HashObject.self).state.bytes.count) }
            type.property("block_size") { _, value in Value(value.cast(HashObject.self).state.blockSize) }
            type.special(.representation, "self, /") { vm, arguments in
                let address = UInt(bitPattern: Unmanaged.passUnretained(hash(arguments)).toOpaque())
                return vm.string("<\(hash(arguments).name) _hashlib.HASH object @ 0x\(String(address, radix: 16))>")
            }
        }
        type.isFinal = true
        return type
    }()
}
