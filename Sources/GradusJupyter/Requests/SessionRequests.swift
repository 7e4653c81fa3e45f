import GradusJSON

// Requests about the kernel itself.
extension Kernel {
    /// `comm_info_request`: there are no widgets.
    func listComms(_ content: JSONValue) {
        reply("comm_info_reply", .record(["status": .string("ok"), "comms": .emptyObject]))
    }

    /// `comm_open`: nobody here talks to widgets, so the client's end is closed again.
    func refuseComm(_ content: JSONValue) {
        guard let id = content["comm_id"] else { return }
        publisher.publish("comm_close", .record(["comm_id": id, "data": .emptyObject]))
    }

    /// `connect_request`
    func tellPorts(_ content: JSONValue) {
        var answer: JSONValue = .record(["status": .string("ok")])
        for (channel, port) in ports { answer[channel.rawValue] = .int(port) }
        reply("connect_reply", answer)
    }

    /// `shutdown_request` on the shell channel, where old clients send it.
    func shutDown(_ content: JSONValue) {
        let restart = content["restart"]?.bool ?? false
        reply("shutdown_reply", .record(["status": .string("ok"), "restart": .bool(restart)]))
        shell.exitStatus = 0
    }
}
