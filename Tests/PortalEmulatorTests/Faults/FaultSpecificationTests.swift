import Localization
import Testing

@testable import PortalEmulator

@Suite struct FaultSpecificationTests {
    @Test(arguments: [
        "profile:500", "*:503:*", "crm.item.*:429:3", "CRM.Item.Add:drop:1%", "crm.item.add:reset:0.5%@10",
        "crm.item.add:reset-before@2", "batch:truncated:2@3", "bat*:twice", "*:html=504:*", "*:HTML", "*:302",
        "*:latency=80:*", "crm.item.list:latency=20-200:*", "*:latency=20ms-1.5s", "*:clock=+3600", "*:clock=-2h",
        "*:clock=60", "*:slow", "*:slow=300ms", "*:timeout", "*:drop-before", "*:EXPIRED_TOKEN:100%",
        "profile:500:@3", "user.current:overload_limit:*",
    ])
    func good(specification: String) throws {
        try LocalPortal.check(faults: [specification])
    }

    @Test(arguments: [
        ("", "expected METHOD:FAULT[:COUNT][@K]", "ожидается МЕТОД:СБОЙ"),
        ("profile", "expected METHOD:FAULT[:COUNT][@K]", "ожидается МЕТОД:СБОЙ"),
        (":500", "expected METHOD:FAULT", "ожидается МЕТОД:СБОЙ"),
        ("a:b:c:d", "expected METHOD:FAULT", "ожидается МЕТОД:СБОЙ"),
        ("profile:500@2:3", "expected METHOD:FAULT", "ожидается МЕТОД:СБОЙ"),
        ("profile:", "there is no fault ''", "сбоя «» нет"),
        ("profile:501", "there is no fault '501'. Faults: 503, 429, 500, html[=5xx], 302, drop", "Сбои: 503, 429"),
        ("profile:expird_token", "Codes of system errors: INTERNAL_SERVER_ERROR", "Коды системных ошибок: INTERNAL"),
        ("profile:503=2", "it is written 503", "записывается так: 503"),
        ("profile:expired_token=1", "it is written expired_token", "записывается так: expired_token"),
        ("profile:html=404", "it is written html[=5xx]", "записывается так: html[=5xx]"),
        ("profile:latency", "it is written latency=MS[-MS]; times may carry", "latency=MS[-MS]; время можно"),
        ("profile:latency=200-20", "it is written latency=MS[-MS]", "latency=MS[-MS]"),
        ("profile:latency=fast", "it is written latency=MS[-MS]", "latency=MS[-MS]"),
        ("profile:latency=1e3", "it is written latency=MS[-MS]", "latency=MS[-MS]"),
        ("profile:latency=1-2-3", "it is written latency=MS[-MS]", "latency=MS[-MS]"),
        ("profile:latency=48h", "it is written latency=MS[-MS]", "latency=MS[-MS]"),
        ("profile:clock", "it is written clock=+SECONDS|-SECONDS", "clock=+SECONDS|-SECONDS"),
        ("profile:clock=0", "it is written clock=", "clock=+SECONDS"),
        ("profile:slow=-2", "it is written slow[=SECONDS]", "slow[=SECONDS]"),
        ("profile:500:0", "not '0'", "а не «0»"), ("profile:500:x", "not 'x'", "а не «x»"),
        ("profile:500:-1", "not '-1'", "а не «-1»"), ("profile:500:0%", "not '0%'", "а не «0%»"),
        ("profile:500:101%", "not '101%'", "а не «101%»"), ("profile:500:%", "not '%'", "а не «%»"),
        ("profile:500:", "not ''", "а не «»"),
        ("profile:500:1@0", "from 1, not '0'", "начиная с 1, а не «0»"),
        ("profile:500@x", "from 1, not 'x'", "начиная с 1, а не «x»"),
        ("crm.*.add:500", "a star may only end a method", "только в конце"),
        ("crm.itm.add:500", "no method 'crm.itm.add'; did you mean crm.item.add?", "имели в виду crm.item.add?"),
        ("crm.itme.*:500", "no method 'crm.itme.*'", "нет метода «crm.itme.*»"),
        ("@/nowhere/faults", "Cannot read the faults in /nowhere/faults: No such file", "из файла /nowhere/faults"),
    ])
    func bad(specification: String, english: String, russian: String) throws {
        let error = #expect(throws: LocalPortalError.self) { try LocalPortal.check(faults: [specification]) }
        #expect(error?.text.en.contains(english) == true, "\(error?.text.en ?? "")")
        #expect(error?.text[.ru].contains(russian) == true, "\(error?.text[.ru] ?? "")")
    }

    @Test func aFileHoldsOneFaultPerLine() throws {
        let file = try TextFile("# a bad day\n\nprofile:500 # first\r\n  crm.item.*:503:1%@5\n")
        let faults = try FaultScript.faults(["batch:drop", "@" + file.path, "*:html"]) { _, _ in true }
        #expect(faults.map(\.pattern.text) == ["batch", "profile", "crm.item.*", "*"])
        #expect(faults[2].frequency == .rate(0.01))
        #expect(faults[2].first == 5)
    }

    @Test(arguments: [("profile:500\n\nprofile:5000\n", ":3: "), ("@other\n", ":1: ")])
    func aMistakeInAFileIsFound(text: String, place: String) throws {
        let file = try TextFile(text)
        let error = #expect(throws: LocalPortalError.self) { try LocalPortal.check(faults: ["@" + file.path]) }
        #expect(error?.text.en.hasPrefix(file.path + place) == true, "\(error?.text.en ?? "")")
    }
}
