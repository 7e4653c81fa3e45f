/// The native modules, each built when first imported.
let allNativeModules: [NativeModule] = [
    MathModule.module, TimeModule.module, StrandModule.module, SystemModule.module, SystemModule.collector,
    SystemModule.builtins, SystemModule.future, RandomModule.module, ItertoolsModule.module, CollectionsModule.module,
    FunctoolsModule.module, AbstractModule.module, AbstractModule.support, OperatorModule.module,
    SearchModules.bisect, SearchModules.heap, OSModule.module, OSModule.streams, JSONModule.module,
    RegexModule.module, StructModule.module, ArrayModule.module, HashModule.module, BinaryText.module,
    CompressionModule.module, BZip2Module.module, WeakReferences.module, UnicodeDataModule.module,
    DecimalModule.module,
]
