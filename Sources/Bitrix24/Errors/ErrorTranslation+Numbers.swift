/// Numeric codes, which mean different things in different modules.
extension ErrorTranslation {
    static let numericRows: [Row] =
        [
            // Tasks (api-reference/tasks).
            Row("0X000001", .notFound),
            Row("0X000004", .accessDenied),
            Row("0X000040", .unknown),
            Row("0X000100", .invalidArgument),
            Row("0X100002", .accessDenied),
            Row("1048582", .accessDenied),
            Row("1048584", .accessDenied),
            Row("1", methods: ["task"], .notFound),

            // Booking (api-reference/booking).
            Row("1006", methods: ["booking."], .requiredField),
            Row("1010", methods: ["booking."], .alreadyExists),
            Row("1011", methods: ["booking."], .alreadyExists),
            Row("1018", methods: ["booking."], .invalidArgument),
            Row("10*", methods: ["booking."], .notFound),

            // Statuses used as codes.
            Row("400", methods: ["catalog."], .alreadyExists),
            Row("400", .invalidArgument),
            Row("401", .authInvalid),
            Row("403", .accessDenied),
            Row("404", .notFound),
            Row("422", .invalidArgument),
            Row("510", .invalidArgument),
        ]
        + rows(.accessDenied, ["20004030001", "200750000005"])
        // Catalogue (api-reference/catalog): 2000403000nn are rights, except this one.
        + rows(.notFound, ["200040300000"])
        + [Row("2000403000*", .accessDenied)]
        + rows(
            .notFound,
            [
                "200600000020", "200700300030", "200700300050", "200800000000", "200900000000", "201000000000",
                "201100000000", "201200000000", "201200000010", "202000000000",
            ])
        + rows(.alreadyExists, ["200600000000", "200600000010", "200700300040"])
        + rows(.invalidArgument, ["200700300000", "200700300010"])
        // Online store (api-reference/sale): nnnn40400nnn is "not found", with these exceptions.
        + rows(.requiredField, ["200140400008", "200240400004"])
        + rows(.invalidArgument, ["200140400007", "200140400011", "200240400005", "201040400006", "201040400008"])
        + saleNotFound
        + rows(
            .alreadyExists,
            ["201250000001", "201350000001", "201650000001", "201750000003"])
        + rows(.notFound, ["201550000003", "201650000002", "201750000004"])
        + rows(
            .requiredField,
            [
                "200850000005", "200950000006", "200950000008", "201350000003", "201350000004", "201450000002",
                "201450000003",
            ])
        // The rest of the store's codes refuse a combination of values, or a change of a system object.
        + [Row("20*", methods: ["sale.", "crm.orderentity."], .invalidArgument)]

    /// `2001` to `2017`, one pair of digits for each object of the store.
    private static let saleNotFound = rows(
        .notFound,
        ["01", "02", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16", "17"]
            .map { "20\($0)40400*" })

    private static func rows(_ kind: ErrorKind, _ codes: [String]) -> [Row] { codes.map { Row($0, kind) } }
}
