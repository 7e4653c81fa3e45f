/// The native modules, each built when first imported.
nonisolated(unsafe) let allNativeModules: [NativeModule] = [
]
