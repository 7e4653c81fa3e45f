import GradusCompiler
import GradusSyntax
import GradusTestSupport
import Testing

@testable import GradusVM

/// The machine reads objects through structs that mirror how Swift lays their classes out: every mirrored field must be
/// where the class has it.
@Suite("Objects lie in memory as the machine reads them", .serialized)
struct ObjectLayoutTests {
    private let vm = VM()

    private func address(_ object: AnyObject) -> UInt { UInt(bitPattern: Unmanaged.passUnretained(object).toOpaque()) }

    @Test func objectsAndShapes() throws {
        try MachineLock.withLock {
            let type = TypeObject(
                name: "Sample", bases: [Types.object], layout: .instance, hasAttributes: true, isScriptClass: true)
            let instance = InstanceObject(type: type)
            let value = Value(owning: instance)
            defer { value.release() }
            #expect(instance.setInstanceAttribute(Interned.string("first"), Value(7)))
            let layout = value.layout
            #expect(layout.pointee.references == 1 && instance.references == 1)
            #expect(UInt(bitPattern: layout.pointee.type) == address(type))
            let shape = try #require(instance.shape)
            #expect(UInt(bitPattern: layout.pointee.shape) == address(shape))
            #expect(layout.pointee.slots == instance.slots)
            #expect(layout.pointee.slots?.pointee.intBits == 7)
            #expect(layout.pointee.tag == .object && !layout.pointee.isFinalized && layout.pointee.isContainer)
            #expect(layout.pointee.shape?.pointee.versionPlace == type.versionPlace)
            #expect(layout.pointee.shape?.pointee.count == 1)
            #expect(layout.pointee.shape?.pointee.capacity == shape.capacity)
            #expect(layout.pointee.type.pointee.versionPlace.pointee == type.version)
            #expect(value.layout(InstanceLayout.self).pointee.payload == 0)
            #expect(value.layout(ContainerLayout.self).pointee.collectorIndex == instance.collectorIndex)
        }
    }

    @Test func countsOfReferences() {
        MachineLock.withLock {
            let tuple = TupleObject([Value(1), Value(2)])
            let value = Value(owning: tuple)
            #expect(value.layout.pointee.references == 1)
            value.retain()
            #expect(tuple.references == 2)
            value.release()
            value.release()
            #expect(tuple.references == 0)
            #expect(tuple.count == 2)
        }
    }

    /// Whether nothing but a value keeps an object is read off Swift's own counts.
    @Test func whatNobodyKeepsIsRecycled() {
        MachineLock.withLock {
            let first = Recycler.tuple(count: 2)
            let place = first.bits
            first.release()
            let second = Recycler.tuple(count: 2)
            #expect(second.bits == place)
            let keeper = Strong(second)
            second.release()
            let third = Recycler.tuple(count: 2)
            #expect(third.bits != place && keeper.value.bits == place)
            third.release()
        }
    }

    @Test func containers() {
        MachineLock.withLock {
            let list = ListObject([Value(1), Value(2), Value(3)])
            let listLayout = Value(borrowing: list).layout(ListLayout.self)
            #expect(listLayout.pointee.items == list.items && listLayout.pointee.count == 3)
            #expect(listLayout.pointee.capacity >= 3 && listLayout.pointee.capacity < 1000)

            let tuple = TupleObject([Value(4), Value(5)])
            let tupleLayout = Value(borrowing: tuple).layout(TupleLayout.self)
            #expect(tupleLayout.pointee.items == tuple.items && tupleLayout.pointee.count == 2)
            #expect(tupleLayout.pointee.cachedHash == 0 && !tupleLayout.pointee.isDropped)

            let dictionary = DictionaryObject()
            dictionary.set("key", Value(6))
            let dictionaryLayout = Value(borrowing: dictionary).layout(DictionaryLayout.self)
            #expect(dictionaryLayout.pointee.table.entries == dictionary.table.entries)
            #expect(dictionaryLayout.pointee.table.count == 1)
            #expect(dictionaryLayout.pointee.table.version == dictionary.version)

            let text = StringObject("Gradus")
            #expect(!Value(borrowing: text).layout.pointee.isContainer)
            let textLayout = Value(borrowing: text).layout(StringLayout.self)
            #expect(textLayout.pointee.byteCount == 6 && textLayout.pointee.count == 6)

            let cell = CellObject(owning: Value(8))
            #expect(Value(borrowing: cell).layout(CellLayout.self).pointee.content.intBits == 8)

            let module = ModuleObject(name: "sample")
            let moduleLayout = Value(borrowing: module).layout(ModuleLayout.self)
            #expect(UInt(bitPattern: moduleLayout.pointee.namespace) == address(module.namespace))
        }
    }

    @Test func exceptions() {
        MachineLock.withLock {
            let thrown = vm.error(.valueError, "sample")
            let value = Value(borrowing: thrown.exception)
            let arguments = value.layout(ExceptionLayout.self).pointee.arguments
            #expect(UInt(arguments.bits) == address(thrown.exception.arguments))
            #expect(thrown.exception.arguments[0].asString?.text == "sample")
            #expect((thrown as any Error).thrownException === thrown.exception)
            #expect((Reminder() as any Error).thrownException == nil)

            // The next exception finds nothing of one that was recycled.
            let first = Recycler.exception(ExceptionKind.keyError.type, owning: Recycler.tuple(count: 1))
            let exception = first.cast(ExceptionObject.self)
            exception.suppressesContext = true
            exception.context = thrown.exception
            first.release()
            let second = Recycler.exception(ExceptionKind.indexError.type, owning: Recycler.tuple(count: 0))
            let next = second.cast(ExceptionObject.self)
            #expect(next.type === ExceptionKind.indexError.type && next.arguments.count == 0)
            #expect(next.context == nil && !next.suppressesContext && !next.hasTraceback)
            second.release()
        }
    }

    private struct Reminder: Error {}

    @Test func numbersSlicesAndSets() throws {
        try MachineLock.withLock {
            let source = SourceText(name: "sample.py", text: "big = -(1 << 70)\nz = 1 + 2j\ns = {1, 2}\n")
            _ = try vm.execute(
                try vm.compileSource(source, returnsLastExpression: false), in: vm.mainModule.namespace)
            let big = try #require(vm.mainModule.namespace.get("big"))
            #expect(big.layout(BigIntLayout.self).pointee.count == 2)
            #expect(big.layout(BigIntLayout.self).pointee.limbs[1] == 64)
            #expect(big.layout(BigIntLayout.self).pointee.isNegative)
            let complex = try #require(vm.mainModule.namespace.get("z"))
            #expect(complex.layout(ComplexLayout.self).pointee.number.imaginary == 2)
            let set = try #require(vm.mainModule.namespace.get("s"))
            #expect(set.layout(SetLayout.self).pointee.table.count == 2)
            let slice = SliceObject(Value(1), .none, Value(3))
            let layout = Value(borrowing: slice).layout(SliceLayout.self)
            #expect(layout.pointee.start.intBits == 1 && layout.pointee.stop.isNone && layout.pointee.step.intBits == 3)
        }
    }

    @Test func iterators() {
        MachineLock.withLock {
            let range = RangeIterator(RangeObject(2, 11, 3))
            let rangeLayout = Value(borrowing: range).layout(RangeIteratorLayout.self)
            #expect(rangeLayout.pointee.current == 2 && rangeLayout.pointee.remaining == 3)
            #expect(rangeLayout.pointee.step == 3)

            let list = ListObject([Value(1)])
            let iterator = ListIterator(list)
            let layout = Value(borrowing: iterator).layout(ListIteratorLayout.self)
            #expect(UInt(bitPattern: layout.pointee.list) == address(list) && layout.pointee.position == 0)
        }
    }

    @Test func functionsAndGenerators() throws {
        try MachineLock.withLock {
            let source = SourceText(name: "sample.py", text: "def f(a, b=1): yield a\ng = f(3)\n")
            _ = try vm.execute(
                try vm.compileSource(source, returnsLastExpression: false), in: vm.mainModule.namespace)
            let function = try #require(vm.mainModule.namespace.get("f")?.asFunction)
            let layout = Value(borrowing: function).layout(FunctionLayout.self)
            #expect(layout.pointee.header == function.header)
            #expect(UInt(bitPattern: layout.pointee.globals) == address(function.globals))

            let generator = try #require(vm.mainModule.namespace.get("g")?.object as? GeneratorObject)
            let generatorLayout = Value(borrowing: generator).layout(GeneratorLayout.self)
            #expect(generatorLayout.pointee.header == generator.header)
            #expect(UInt(bitPattern: generatorLayout.pointee.globals) == address(generator.globals))
            #expect(generatorLayout.pointee.registers == generator.registers)
            #expect(generatorLayout.pointee.pc == generator.pc)
            #expect(generatorLayout.pointee.heldCount == generator.heldCount && generator.heldCount > 0)
            #expect(generatorLayout.pointee.state == .fresh && !generatorLayout.pointee.hasHandled)

            let native = NativeFunctionObject("sample", "a, b=None, /") { _, _ in .none }
            let nativeLayout = Value(borrowing: native).layout(NativeLayout.self)
            #expect(nativeLayout.pointee.ownerAddress == 0 && nativeLayout.pointee.requiredCount == 1)
            #expect(nativeLayout.pointee.plainCount == 2 && nativeLayout.pointee.isDirect)
            #expect(nativeLayout.pointee.quick == .none)
            native.quick = .append
            #expect(nativeLayout.pointee.quick == .append)
        }
    }
}
