import GradusKernels

/// What the numbers need when a process is copied.
package enum Forks {
    /// In the child, before anything is computed: the threads of the kernels are gone.
    package static func childStarted() { Threads.afterFork() }
}
