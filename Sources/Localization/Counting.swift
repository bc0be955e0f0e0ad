/// Numbers in texts, with what they count.
public enum Counting {
    /// `1,284` in English, `1 284` in Russian.
    public static func number(_ number: Int, _ language: Language) -> String {
        let separator: Character = language == .ru ? "\u{A0}" : ","
        var text = ""
        for (index, digit) in String(number).reversed().enumerated() {
            if index > 0, index % 3 == 0, digit != "-" { text.append(separator) }
            text.append(digit)
        }
        return String(text.reversed())
    }

    /// The form of a Russian word that a number asks for: 1 элемент, 2 элемента, 5 элементов.
    public static func form(_ number: Int, _ one: String, _ few: String, _ many: String) -> String {
        let (tens, ones) = (number % 100, number % 10)
        if (11...14).contains(tens) { return many }
        return ones == 1 ? one : (2...4).contains(ones) ? few : many
    }

    /// A number with its word: `counted(2, ("item", "items"), ("элемент", "элемента", "элементов"))`.
    public static func counted(
        _ number: Int, _ en: (String, String), _ ru: (String, String, String)
    ) -> LocalizedText {
        LocalizedText(
            "\(self.number(number, .en)) \(number == 1 ? en.0 : en.1)",
            ru: "\(self.number(number, .ru)) \(form(number, ru.0, ru.1, ru.2))")
    }
}
