import JSON
import Localization

/// Steps for a person.
enum ManualTexts {
    static func fixed(_ object: Address, _ name: String, _ before: JSONValue?, _ after: JSONValue) -> LocalizedText {
        let (old, new) = (before.map { JSONWriter.string($0) } ?? "-", JSONWriter.string(after))
        return LocalizedText(
            "\(object): '\(name)' is \(old) and should be \(new). REST cannot change that later: make it anew under another code, or change the description.",
            ru:
                "\(object): '\(name)' сейчас \(old), а должно быть \(new). Через REST это потом не меняется: создайте объект заново под другим кодом или исправьте описание."
        )
    }
}
