internal import CLuaShim

extension LuaVM {
    /// The release of the Lua library in use, as it names itself: `Lua 5.4.6`.
    public static var release: String {
        // $LuaVersion: Lua 5.4.6  Copyright (C) ...
        let words = String(cString: lvm_identification()).split(separator: " ")
        return words.dropFirst().prefix(2).joined(separator: " ")
    }
}
