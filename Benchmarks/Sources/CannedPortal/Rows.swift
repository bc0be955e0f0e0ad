import NIOCore

/// The rows of the canned portal: row `index` of any number of them, rendered by copying bytes.
///
/// A row is about 1 KB, as a deal with its usual fields is. Ids have gaps, as on a portal where rows were deleted:
/// 1...7, 11...17, 21...27 and so on.
struct Rows: Sendable {
    private static let variants = 16
    private let head: [UInt8] = Array(#"{"id":"#.utf8)
    private let title: [UInt8] = Array(#","title":"Сделка № "#.utf8)
    private let tails: [[UInt8]]

    init() { tails = (0..<Self.variants).map { Array(Self.tail($0).utf8) } }

    static func id(at index: Int) -> Int { index / 7 * 10 + index % 7 + 1 }

    static func opportunity(at index: Int) -> Int { (index % variants + 1) * 1250 }

    /// How many rows have an id not above this one: the index of the first row behind it.
    static func count(upTo id: Int) -> Int {
        guard id > 0 else { return 0 }
        return (id - 1) / 10 * 7 + min((id - 1) % 10 + 1, 7)
    }

    /// The index of a row by its id.
    static func index(of id: Int) -> Int? {
        let index = count(upTo: id) - 1
        return index >= 0 && self.id(at: index) == id ? index : nil
    }

    /// What a reader of the first rows should find: the sums of their ids and of their amounts.
    static func sums(_ count: Int) -> (ids: Int, opportunities: Int) {
        (0..<count).reduce((0, 0)) { ($0.0 + id(at: $1), $0.1 + opportunity(at: $1)) }
    }

    func write(_ index: Int, idOnly: Bool, into buffer: inout ByteBuffer) {
        let id = Self.id(at: index)
        buffer.writeBytes(head)
        buffer.writeDecimal(id)
        guard !idOnly else {
            buffer.writeStaticString("}")
            return
        }
        buffer.writeBytes(title)
        buffer.writeDecimal(id)
        buffer.writeBytes(tails[index % Self.variants])
    }

    private static func tail(_ variant: Int) -> String {
        let names = ["Анна Петрова", "Иван Смирнов", "Ольга Кузнецова", "Пётр Васильев"]
        let name = names[variant % names.count]
        return """
            , поставка оборудования для \(name)","xmlId":null,"createdBy":\(variant + 1),"updatedBy":\(variant + 2),\
            "movedBy":1,"createdTime":"2026-03-\(10 + variant)T09:15:27+03:00","updatedTime":"2026-09-\(10 + variant)\
            T18:40:03+03:00","movedTime":"2026-05-\(10 + variant)T11:02:59+03:00","categoryId":0,"opened":"Y",\
            "stageId":"PREPARATION","previousStageId":"NEW","begindate":"2026-03-01T03:00:00+03:00",\
            "closedate":"2026-12-31T03:00:00+03:00","companyId":\(variant * 3),"contactId":\(variant * 5),\
            "opportunity":\((variant + 1) * 1250),"isManualOpportunity":"N","taxValue":0,"currencyId":"RUB",\
            "opportunityAccount":\((variant + 1) * 1250),"accountCurrencyId":"RUB","mycompanyId":0,"sourceId":"CALL",\
            "sourceDescription":"Звонок с сайта, перезвонить \(name)","webformId":0,"assignedById":\(variant + 1),\
            "comments":"Клиент просил прислать договор и счёт до конца недели; доставка в Новосибирск.",\
            "isNew":"N","isRecurring":"N","probability":50,"typeId":"SALE","observers":[1,\(variant + 2)],\
            "contactIds":[\(variant * 5)],"entityTypeId":2,"ufCrm_1747309727":"\(name), отдел закупок"}
            """
    }
}

extension ByteBuffer {
    mutating func writeDecimal(_ number: Int) {
        var digits = (0, 0, 0) as (UInt64, UInt64, UInt64)
        var rest = number.magnitude
        withUnsafeMutableBytes(of: &digits) { digits in
            var start = digits.count
            repeat {
                start -= 1
                digits[start] = UInt8(48 + rest % 10)
                rest /= 10
            } while rest > 0
            if number < 0 {
                start -= 1
                digits[start] = UInt8(ascii: "-")
            }
            writeBytes(UnsafeRawBufferPointer(rebasing: digits[start...]))
        }
    }
}
