match command:
    case 1 | 2:
        a = 1
    case "x" if b:
        a = 2
    case None | True:
        a = 3
    case name.value:
        a = 4
    case -1.5:
        a = 5
    case x:
        a = 6
