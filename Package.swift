// swift-tools-version: 6.0
import PackageDescription

// Kernels are written once and compiled once per instruction set (see ARCHITECTURE.md, "Kernels").
// `-Ounchecked` holds in debug builds too: an unoptimised kernel is hundreds of times slower.
let kernelFlags = [
    "-Ounchecked", "-wmo", "-num-threads", "2", "-Xcc", "-fno-math-errno", "-enforce-exclusivity=unchecked",
]

func kernelVariant(_ name: String, march: String?, define: String?) -> Target {
    var flags = kernelFlags
    if let march { flags += ["-Xcc", "-march=\(march)"] }
    var settings: [SwiftSetting] = [.unsafeFlags(flags)]
    if let define { settings.append(.define(define)) }
    return .target(name: name, dependencies: ["CSIMD", "GradusKernelTypes"], swiftSettings: settings)
}

#if arch(x86_64)
    let kernelVariants = [
        kernelVariant("GradusKernelsBaseline", march: nil, define: nil),
        kernelVariant("GradusKernelsV3", march: "x86-64-v3", define: "ISA_V3"),
        kernelVariant("GradusKernelsV4", march: "x86-64-v4", define: "ISA_V4"),
    ]
    let variantSettings: [SwiftSetting] = [.define("X86_VARIANTS")]
#else
    let kernelVariants = [kernelVariant("GradusKernelsBaseline", march: nil, define: nil)]
    let variantSettings: [SwiftSetting] = []
#endif

// Objects of the language, tensors and layers belong to one thread (kernels share only memory): references are counted
// without atomic instructions.
let singleThreaded: [SwiftSetting] = [
    .unsafeFlags(["-enforce-exclusivity=unchecked", "-Xfrontend", "-assume-single-threaded"])
]

// Headers and libraries are in the usual places on Linux; Homebrew's are found by pkg-config.
#if os(macOS)
    let readlinePkgConfig: String? = "readline"
    let zlibPkgConfig: String? = "zlib"
    let pcrePkgConfig: String? = "libpcre2-8"
    let pngPkgConfig: String? = "libpng"
    let jpegPkgConfig: String? = "libjpeg"
#else
    let readlinePkgConfig: String? = nil
    let zlibPkgConfig: String? = nil
    let pcrePkgConfig: String? = nil
    let pngPkgConfig: String? = nil
    let jpegPkgConfig: String? = nil
#endif

let package = Package(
    name: "Gradus",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "gradus", targets: ["gradus"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: kernelVariants + [
        // System libraries and header-only C.
        .systemLibrary(
            name: "CReadline", pkgConfig: readlinePkgConfig,
            providers: [.apt(["libreadline-dev"]), .brew(["readline"])]),
        .systemLibrary(
            name: "CZlib", pkgConfig: zlibPkgConfig, providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(
            name: "CPCRE2", pkgConfig: pcrePkgConfig, providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
        .systemLibrary(name: "CPNG", pkgConfig: pngPkgConfig, providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
        .systemLibrary(
            name: "CJPEG", pkgConfig: jpegPkgConfig, providers: [.apt(["libjpeg-dev"]), .brew(["jpeg-turbo"])]),
        // Both jump out of their calls on errors: C in between keeps the jumps out of Swift.
        .target(
            name: "CPictures", dependencies: ["CPNG", "CJPEG"],
            linkerSettings: [.linkedLibrary("png"), .linkedLibrary("jpeg")]),
        .target(name: "CSIMD"),
        .target(name: "GradusKernelTypes"),
        .target(name: "CCurl"),

        // Language.
        .target(name: "GradusSyntax"),
        .target(name: "GradusCompiler", dependencies: ["GradusSyntax"]),
        .target(
            name: "GradusVM",
            dependencies: [
                "GradusSyntax", "GradusCompiler", "CPCRE2", "CZlib", .product(name: "BigInt", package: "BigInt"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: singleThreaded),

        // Numbers.
        .target(
            name: "GradusKernels",
            dependencies: ["CSIMD", "GradusKernelTypes"] + kernelVariants.map { .target(name: $0.name) },
            swiftSettings: variantSettings + [.unsafeFlags(kernelFlags)]),
        .target(name: "GradusTensor", dependencies: ["GradusKernels"], swiftSettings: singleThreaded),
        .target(
            name: "GradusNumPy", dependencies: ["GradusTensor", "GradusKernels"], swiftSettings: singleThreaded),
        .target(
            name: "GradusNN", dependencies: ["GradusTensor", "GradusKernels"], swiftSettings: singleThreaded),
        .target(
            name: "GradusData",
            dependencies: [
                "GradusTensor", "GradusKernels", "CZlib", "CCurl", "CPictures",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),

        // Bridge, engine, faces, command.
        .target(
            name: "GradusLibrary",
            dependencies: [
                "GradusVM", "GradusSyntax", "GradusKernels", "GradusTensor", "GradusNumPy", "GradusNN", "GradusData",
            ],
            swiftSettings: singleThreaded, plugins: ["EmbedStandardLibrary"]),
        .target(
            name: "GradusEngine", dependencies: ["GradusLibrary", "GradusVM", "GradusCompiler", "GradusSyntax"]),
        .target(name: "GradusTerminal", dependencies: ["GradusEngine", "CZlib"]),
        .target(name: "GradusShell", dependencies: ["GradusEngine", "GradusTerminal"]),
        .target(name: "GradusJSON"),
        .target(name: "GradusNotebook", dependencies: ["GradusEngine", "GradusTerminal", "GradusJSON"]),
        .target(name: "GradusREPL", dependencies: ["GradusEngine", "GradusTerminal", "GradusShell", "CReadline"]),
        .target(
            name: "GradusJupyter",
            dependencies: [
                "GradusEngine", "GradusTerminal", "GradusShell", "GradusJSON",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .executableTarget(
            name: "gradus",
            dependencies: [
                "GradusEngine", "GradusTerminal", "GradusNotebook", "GradusREPL", "GradusJupyter",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // The modules in stdlib/ become Swift string literals at build time.
        .executableTarget(name: "embed-stdlib"),
        .plugin(name: "EmbedStandardLibrary", capability: .buildTool(), dependencies: ["embed-stdlib"]),

        // Tests.
        .target(name: "GradusTestSupport"),
        .testTarget(
            name: "GradusSyntaxTests", dependencies: ["GradusSyntax", "GradusTestSupport"],
            exclude: ["golden", "record_errors.py", "record_trees.py"]),
        .testTarget(
            name: "GradusVMTests",
            dependencies: ["GradusVM", "GradusCompiler", "GradusSyntax", "GradusTestSupport"],
            exclude: ["Compiler", "Text", "Tracebacks", "programs"]),
        .testTarget(name: "GradusKernelsTests", dependencies: ["GradusKernels", "GradusTestSupport"]),
        .testTarget(
            name: "GradusTensorTests", dependencies: ["GradusTensor", "GradusTestSupport"], exclude: ["Vectors"]),
        .testTarget(
            name: "GradusNNTests", dependencies: ["GradusNN", "GradusTestSupport"], exclude: ["Vectors"]),
        .testTarget(
            name: "GradusDataTests", dependencies: ["GradusData", "GradusTensor", "GradusTestSupport"],
            exclude: ["Recorded", "Server"]),
        .testTarget(
            name: "GradusEngineTests", dependencies: ["GradusEngine", "GradusTestSupport"],
            exclude: ["Data", "NumPy", "Plots", "Training"]),
        .testTarget(
            name: "GradusNotebookTests",
            dependencies: ["GradusNotebook", "GradusTerminal", "GradusJSON", "GradusTestSupport"],
            exclude: ["Corpus", "corpus.json", "record_corpus.py"]),
        .testTarget(
            name: "GradusJupyterTests", dependencies: ["GradusJupyter", "GradusJSON", "gradus", "GradusTestSupport"]),
        .testTarget(
            name: "GradusCommandTests", dependencies: ["gradus", "GradusTestSupport"],
            exclude: [
                "scripts", "notebooks", "tutorial", "failures", "jupyter", "contracts", "record.py",
                "record_tutorial.py", "record_failures.py", "record_contracts.py",
            ]),
    ],
    swiftLanguageModes: [.v6]
)
