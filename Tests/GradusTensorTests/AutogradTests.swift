import Testing

@MainActor
@Suite(.serialized)
struct AutogradTests {
    @Test(arguments: AutogradScenario.all.indices)
    func scenario(_ i: Int) {
        let difference = AutogradScenario.all[i].check()
        #expect(difference == nil, "\(difference ?? "")")
    }
}
