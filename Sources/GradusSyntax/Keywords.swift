/// Keywords are told from names by comparing their bytes as one integer: none is longer than eight bytes.
enum Keywords {
    /// The kind of a word given as its bytes, first byte lowest.
    static func kind(ofPacked word: UInt64) -> TokenKind {
        switch word {
        case 0x65736c6146: .kwFalse  // False
        case 0x656e6f4e: .kwNone  // None
        case 0x65757254: .kwTrue  // True
        case 0x646e61: .kwAnd  // and
        case 0x7361: .kwAs  // as
        case 0x747265737361: .kwAssert  // assert
        case 0x636e797361: .kwAsync  // async
        case 0x7469617761: .kwAwait  // await
        case 0x6b61657262: .kwBreak  // break
        case 0x7373616c63: .kwClass  // class
        case 0x65756e69746e6f63: .kwContinue  // continue
        case 0x666564: .kwDef  // def
        case 0x6c6564: .kwDel  // del
        case 0x66696c65: .kwElif  // elif
        case 0x65736c65: .kwElse  // else
        case 0x747065637865: .kwExcept  // except
        case 0x796c6c616e6966: .kwFinally  // finally
        case 0x726f66: .kwFor  // for
        case 0x6d6f7266: .kwFrom  // from
        case 0x6c61626f6c67: .kwGlobal  // global
        case 0x6669: .kwIf  // if
        case 0x74726f706d69: .kwImport  // import
        case 0x6e69: .kwIn  // in
        case 0x7369: .kwIs  // is
        case 0x6164626d616c: .kwLambda  // lambda
        case 0x6c61636f6c6e6f6e: .kwNonlocal  // nonlocal
        case 0x746f6e: .kwNot  // not
        case 0x726f: .kwOr  // or
        case 0x73736170: .kwPass  // pass
        case 0x6573696172: .kwRaise  // raise
        case 0x6e7275746572: .kwReturn  // return
        case 0x797274: .kwTry  // try
        case 0x656c696877: .kwWhile  // while
        case 0x68746977: .kwWith  // with
        case 0x646c656979: .kwYield  // yield
        case 0x686374616d: .softMatch  // match
        case 0x65736163: .softCase  // case
        case 0x5f: .underscore  // _
        default: .name
        }
    }
}
