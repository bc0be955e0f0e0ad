/// A page as `crm.item.list` answers it: 50 items, some 60 KB, Cyrillic titles, nulls, nested lists, custom fields.
func makePage() -> [UInt8] {
    var items: [String] = []
    for id in 1...50 {
        var fields = [
            "\"id\":\(id + 1000)", "\"xmlId\":null", "\"title\":\"Заявка на отпуск № \(id) — согласование\"",
            "\"createdBy\":\(id % 7 + 1)", "\"updatedBy\":\(id % 5 + 1)", "\"movedBy\":1",
            "\"createdTime\":\"2026-03-\(10 + id % 20)T09:15:00+03:00\"",
            "\"updatedTime\":\"2026-04-\(10 + id % 20)T18:45:30+03:00\"",
            "\"movedTime\":\"2026-04-\(10 + id % 20)T18:45:30+03:00\"", "\"categoryId\":\(id % 3 + 1)",
            "\"opened\":\"\(id % 2 == 0 ? "Y" : "N")\"", "\"stageId\":\"DT1030_\(id % 3 + 1):NEW\"",
            "\"previousStageId\":\"\"", "\"begindate\":\"2026-03-10T03:00:00+03:00\"",
            "\"closedate\":\"2026-03-17T03:00:00+03:00\"", "\"companyId\":0", "\"contactId\":null",
            "\"opportunity\":\(Double(id) * 1234.56)", "\"isManualOpportunity\":\"N\"", "\"taxValue\":0",
            "\"currencyId\":\"RUB\"", "\"mycompanyId\":null", "\"sourceId\":\"CALL\"",
            "\"sourceDescription\":\"Позвонил клиент \\\"Ромашка\\\"\\nпросит счёт\"", "\"webformId\":0",
            "\"assignedById\":\(id % 9 + 1)", "\"lastActivityBy\":1", "\"entityTypeId\":1030",
            "\"lastActivityTime\":\"2026-04-01T10:00:00+03:00\"", "\"utmSource\":null", "\"utmMedium\":null",
            "\"utmCampaign\":null", "\"utmContent\":null", "\"utmTerm\":null", "\"observers\":[1,2,\(id)]",
            "\"contactIds\":[]",
        ]
        for field in 1...12 { fields.append("\"ufCrm13_\(1_747_309_700 + field)\":\"Значение поля \(field)\"") }
        items.append("{" + fields.joined(separator: ",") + "}")
    }
    let time = #""time":{"start":1757000000.12,"finish":1757000000.34,"duration":0.22,"operating":0.1}"#
    return Array(#"{"result":{"items":["#.utf8) + Array(items.joined(separator: ",").utf8)
        + Array(#"]},"total":50,\#(time)}"#.utf8)
}
