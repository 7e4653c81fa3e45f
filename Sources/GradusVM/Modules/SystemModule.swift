enum SystemModule { static func size(_ vm: VM, _ v: Value) -> Int { 16 } }
