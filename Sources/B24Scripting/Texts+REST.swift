import Localization

extension Texts {
    static func unknownRESTVersion(_ number: Int) -> LocalizedText {
        LocalizedText(
            "b24.call: rest is 2 or 3, not \(number)", ru: "b24.call: rest принимает 2 или 3, а не \(number)")
    }
}
