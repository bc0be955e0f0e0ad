#include "CStandardLibrary.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char module_table[] = {
#embed "../../stdlib/b24/table.lua"
};

static const unsigned char module_func[] = {
#embed "../../stdlib/b24/func.lua"
};

static const unsigned char module_string[] = {
#embed "../../stdlib/b24/string.lua"
};

static const unsigned char module_date[] = {
#embed "../../stdlib/b24/date.lua"
};

static const unsigned char module_report[] = {
#embed "../../stdlib/b24/report.lua"
};

static const unsigned char module_template[] = {
#embed "../../stdlib/b24/template.lua"
};

static const unsigned char module_i18n[] = {
#embed "../../stdlib/b24/i18n.lua"
};

static const unsigned char module_diff[] = {
#embed "../../stdlib/b24/diff.lua"
};

static const unsigned char module_retry[] = {
#embed "../../stdlib/b24/retry.lua"
};

static const unsigned char module_bulk[] = {
#embed "../../stdlib/b24/bulk.lua"
};

static const unsigned char module_testing[] = {
#embed "../../stdlib/b24/testing.lua"
};

static const unsigned char module_assert[] = {
#embed "../../stdlib/b24/assert.lua"
};

static const unsigned char module_spec[] = {
#embed "../../stdlib/b24/spec.lua"
};

static const unsigned char module_argument[] = {
#embed "../../stdlib/b24/argument.lua"
};

#define MODULE(name) {"b24." #name, module_##name, sizeof module_##name}

static const b24_module modules[] = {
    MODULE(table),
    MODULE(func),
    MODULE(string),
    MODULE(date),
    MODULE(report),
    MODULE(template),
    MODULE(i18n),
    MODULE(diff),
    MODULE(retry),
    MODULE(bulk),
    MODULE(testing),
    MODULE(assert),
    MODULE(spec),
    MODULE(argument),
};

const b24_module *b24_modules(void) {
    return modules;
}

size_t b24_module_count(void) {
    return sizeof modules / sizeof *modules;
}
