/// Memory a kernel reads. Kernels never check it: the caller has validated shapes and sizes.
package typealias In<Element> = UnsafePointer<Element>

/// Memory a kernel writes (and may read first).
package typealias Out<Element> = UnsafeMutablePointer<Element>
