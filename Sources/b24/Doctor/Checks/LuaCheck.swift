/// Which Lua is in use.
enum LuaCheck {
    /// - Parameter release: `Lua 5.4.6`
    static func decide(_ release: String) -> Check {
        let numbers = release.split { !$0.isNumber }.compactMap { Int($0) }
        let isOld = numbers.count >= 3 && numbers[0] == 5 && numbers[1] == 4 && numbers[2] < 7
        let finding = Texts.verbatim(release)
        return isOld ? .warning(.lua, finding, fix: Texts.luaIsOld) : .ok(.lua, finding)
    }
}
