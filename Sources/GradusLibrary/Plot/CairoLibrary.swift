#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// libcairo, opened when the first figure is drawn: linking it would load two dozen libraries at every start.
final class CairoLibrary: @unchecked Sendable {
    typealias Handle = UnsafeMutableRawPointer
    typealias Write = @convention(c) (Handle?, UnsafePointer<UInt8>?, UInt32) -> Int32
    typealias OfHandle = @convention(c) (Handle) -> Void
    typealias Numbers1 = @convention(c) (Handle, Double) -> Void
    typealias Numbers2 = @convention(c) (Handle, Double, Double) -> Void
    typealias Numbers4 = @convention(c) (Handle, Double, Double, Double, Double) -> Void
    typealias Numbers6 = @convention(c) (Handle, Double, Double, Double, Double, Double, Double) -> Void
    typealias Choice = @convention(c) (Handle, Int32) -> Void

    let imageSurface: @convention(c) (Int32, Int32, Int32) -> Handle?
    let imageSurfaceForData: @convention(c) (UnsafeMutablePointer<UInt8>, Int32, Int32, Int32, Int32) -> Handle?
    let imageData: @convention(c) (Handle) -> UnsafeMutablePointer<UInt8>?
    let imageStride: @convention(c) (Handle) -> Int32
    let svgSurface: @convention(c) (Write, Handle?, Double, Double) -> Handle?
    let pdfSurface: @convention(c) (Write, Handle?, Double, Double) -> Handle?
    let surfaceStatus: @convention(c) (Handle) -> Int32
    let flush: OfHandle
    let finish: OfHandle
    let destroySurface: OfHandle
    let writePNG: @convention(c) (Handle, Write, Handle?) -> Int32
    let create: @convention(c) (Handle) -> Handle?
    let destroy: OfHandle
    let save: OfHandle
    let restore: OfHandle
    let newPath: OfHandle
    let newSubpath: OfHandle
    let moveTo: Numbers2
    let lineTo: Numbers2
    let curveTo: Numbers6
    let closePath: OfHandle
    let rectangle: Numbers4
    let setColor: Numbers4
    let lineWidth: Numbers1
    let lineCap: Choice
    let lineJoin: Choice
    let miterLimit: Numbers1
    let dash: @convention(c) (Handle, UnsafePointer<Double>?, Int32, Double) -> Void
    let stroke: OfHandle
    let fillPreserve: OfHandle
    let antialias: Choice
    let clip: OfHandle
    let translate: Numbers2
    let rotate: Numbers1
    let scale: Numbers2
    let setSurface: @convention(c) (Handle, Handle, Double, Double) -> Void
    let source: @convention(c) (Handle) -> Handle?
    let patternFilter: Choice
    let patternExtend: Choice
    let paint: OfHandle
    let paintWithAlpha: Numbers1
    let selectFont: @convention(c) (Handle, UnsafePointer<CChar>, Int32, Int32) -> Void
    let fontSize: Numbers1
    let textExtents: @convention(c) (Handle, UnsafePointer<CChar>, UnsafeMutablePointer<Double>) -> Void
    let showText: @convention(c) (Handle, UnsafePointer<CChar>) -> Void
    let scaledFont: @convention(c) (Handle) -> Handle?
    let createFontOptions: @convention(c) () -> Handle?
    let destroyFontOptions: OfHandle
    let hintStyle: Choice
    let hintMetrics: Choice
    let setFontOptions: @convention(c) (Handle, Handle) -> Void

    /// `cairo_text_extents_t`
    struct TextExtents {
        var xBearing = 0.0
        var yBearing = 0.0
        var width = 0.0
        var height = 0.0
        var xAdvance = 0.0
    }

    /// The extents of a text in the context's font.
    func extents(_ context: Handle, _ text: String) -> TextExtents {
        // Six numbers, the last of them the advance in y.
        var n = [0.0, 0, 0, 0, 0, 0]
        textExtents(context, text, &n)
        return TextExtents(xBearing: n[0], yBearing: n[1], width: n[2], height: n[3], xAdvance: n[4])
    }

    static let names = ["libcairo.so.2", "libcairo.so", "libcairo.2.dylib", "/opt/homebrew/lib/libcairo.2.dylib"]

    /// The library, or nil where no name can be opened.
    static let shared = CairoLibrary(names: names)

    init?(names: [String]) {
        var opened: Handle?
        for name in names {
            opened = dlopen(name, RTLD_NOW | RTLD_LOCAL)
            if opened != nil { break }
        }
        guard let library = opened else { return nil }
        var isComplete = true
        // A missing function becomes a pointer that is never called: the table is then refused as a whole.
        func find<Function>(_ name: String, _: Function.Type = Function.self) -> Function {
            guard let found = dlsym(library, "cairo_" + name) else {
                isComplete = false
                return unsafeBitCast(library, to: Function.self)
            }
            return unsafeBitCast(found, to: Function.self)
        }
        imageSurface = find("image_surface_create")
        imageSurfaceForData = find("image_surface_create_for_data")
        imageData = find("image_surface_get_data")
        imageStride = find("image_surface_get_stride")
        svgSurface = find("svg_surface_create_for_stream")
        pdfSurface = find("pdf_surface_create_for_stream")
        surfaceStatus = find("surface_status")
        flush = find("surface_flush")
        finish = find("surface_finish")
        destroySurface = find("surface_destroy")
        writePNG = find("surface_write_to_png_stream")
        create = find("create")
        destroy = find("destroy")
        save = find("save")
        restore = find("restore")
        newPath = find("new_path")
        newSubpath = find("new_sub_path")
        moveTo = find("move_to")
        lineTo = find("line_to")
        curveTo = find("curve_to")
        closePath = find("close_path")
        rectangle = find("rectangle")
        setColor = find("set_source_rgba")
        lineWidth = find("set_line_width")
        lineCap = find("set_line_cap")
        lineJoin = find("set_line_join")
        miterLimit = find("set_miter_limit")
        dash = find("set_dash")
        stroke = find("stroke")
        fillPreserve = find("fill_preserve")
        antialias = find("set_antialias")
        clip = find("clip")
        translate = find("translate")
        rotate = find("rotate")
        scale = find("scale")
        setSurface = find("set_source_surface")
        source = find("get_source")
        patternFilter = find("pattern_set_filter")
        patternExtend = find("pattern_set_extend")
        paint = find("paint")
        paintWithAlpha = find("paint_with_alpha")
        selectFont = find("select_font_face")
        fontSize = find("set_font_size")
        textExtents = find("text_extents")
        showText = find("show_text")
        scaledFont = find("get_scaled_font")
        createFontOptions = find("font_options_create")
        destroyFontOptions = find("font_options_destroy")
        hintStyle = find("font_options_set_hint_style")
        hintMetrics = find("font_options_set_hint_metrics")
        setFontOptions = find("set_font_options")
        guard isComplete else { return nil }
    }
}

/// Numbers from cairo's public interface; they never change.
enum CairoConstant {
    static let formatARGB32: Int32 = 0
    static let caps: [String: Int32] = ["butt": 0, "round": 1, "projecting": 2]
    static let joins: [String: Int32] = ["miter": 0, "round": 1, "bevel": 2]
    static let antialiasNone: Int32 = 1
    static let antialiasDefault: Int32 = 0
    static let filterGood: Int32 = 1
    static let filterBest: Int32 = 2
    static let filterNearest: Int32 = 3
    static let filterBilinear: Int32 = 4
    static let extendPad: Int32 = 3
    static let hintStyleNone: Int32 = 1
    static let hintMetricsOff: Int32 = 1
}
