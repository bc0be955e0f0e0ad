import Bitrix24
import LuaRuntime

/// What a script asks of the portal, as far as its source tells.
struct CallUses {
    struct Use {
        var method: String
        var effect: MethodCatalogue.Effect
        var range: Range<Int>
        /// A function of the module, which calls this method among others.
        var function: String?
    }

    private(set) var uses: [Use] = []
    /// Methods may be called that are not among ``uses``.
    var areDynamic = false

    mutating func note(_ method: String, _ effect: MethodCatalogue.Effect, _ range: Range<Int>) {
        uses.append(Use(method: method, effect: effect, range: range))
    }

    /// A function of the module that is no plain call.
    mutating func note(_ function: HostFunction, _ entry: MethodCatalogue.Entry?, _ range: Range<Int>) {
        guard let effect = MethodCatalogue.Effect(rawValue: function.effect.rawValue) else { return }
        areDynamic = true
        uses.append(Use(method: entry?.method ?? "", effect: effect, range: range, function: function.name))
    }

    /// Values that go where they cannot be followed.
    mutating func note(_ values: [KnownValue]) {
        for value in values {
            switch value {
            case .member(let path): areDynamic = areDynamic || path == "b24" || path.hasPrefix("b24.")
            case .rest, .object: areDynamic = true
            case .string, .rows, .unknown: break
            }
        }
    }
}
