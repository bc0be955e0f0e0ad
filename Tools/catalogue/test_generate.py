"""Tests of the generator on small pages: `python3 -m unittest discover -s Tools/catalogue`."""

import json
import tempfile
import unittest
from pathlib import Path

import errors
import facts
import generate
import kinds
import markdown
import params

PAGE = """# Update Thing demo.thing.update

> Scope: [`crm`](../scopes/permissions.md)
>
> Who can execute the method: any user

Updates a thing.

## Method Parameters

{% include [Note](../_includes/required.md) %}

#|
|| **Name**
`type` | **Description** ||
|| **id***
[`integer`](../data-types.md) | Identifier: `1|2` or 3 ||
|| **fields^*^**
[`object`](../data-types.md) | Values as

```
{ "a": "b" || "c" }
```
||
|| **mode**
[`string`](../data-types.md) \\| [`integer[]`](../data-types.md) | A mode ||
|#

### Parameter fields

{% list tabs %}

- Lead

  #|
  || **Name**
  `type` | **Description** ||
  || **title*** [`string`](../data-types.md) | The title ||
  |#

- SPA

  #|
  || **Name**
  `type` | **Description** ||
  || **title**
  [`string`](../data-types.md) | The title ||
  || **links**
  [`demo_link[]`](../data-types.md) | Links ||
  |#

{% endlist %}

### Type demo_link

#|
|| **Name**
`type` | **Description** ||
|| **url***
[`string`](../data-types.md) | Where to ||
|#

## Code Examples

- cURL (Webhook)

    ```bash
    # a comment, not a heading
    curl https://**put_your_bitrix24_address**/rest/**put_your_user_id_here**/**put_your_webhook_here**/demo.thing.update
    ```

## Response Handling

#|
|| **Name**
`type` | **Description** ||
|| **result**
[`boolean`](../data-types.md) | Not a parameter ||
|#

## Error Handling

HTTP status: **400**, **403**

### Possible Error Codes

#|
|| **Status** | **Code** | **Description** | **Value** ||
|| `400` | `NOT_FOUND` | Not found | ||
|| `403` | `allowed_only_intranet_user` | No | ||
|| `400` | Empty value | Access denied | ||
|#

### Statuses and System Error Codes

#|
|| **Status** | **Code** ||
|| `500` | `INTERNAL_SERVER_ERROR` ||
|#
"""


class Parameters(unittest.TestCase):
    def setUp(self):
        self.params = params.parameters(PAGE)

    def test_names_marks_and_types(self):
        self.assertEqual(
            [(one["name"], one["type"], one["required"]) for one in self.params],
            [("id", "integer", True), ("fields", "object", True), ("mode", "string|integer[]", False)])

    def test_members_by_heading_and_tab(self):
        members = self.params[1]["children"]
        self.assertEqual(
            [(one["name"], one["required"], one["variant"], one["of"]) for one in members],
            [("title", True, "Lead", "fields"), ("title", False, "SPA", "fields"), ("links", False, "SPA", "fields")])

    def test_members_by_type(self):
        self.assertEqual([one["name"] for one in self.params[1]["children"][2]["children"]], ["url"])

    def test_members_by_link(self):
        text = ("## Method Parameters\n#|\n|| **Name** | **D** ||\n|| **data** `object` | See [here](#of-data) ||\n|#\n"
                "### What it holds {#of-data}\n#|\n|| **Name** | **D** ||\n|| **x** `string` | ||\n|#\n")
        self.assertEqual(params.parameters(text)[0]["children"][0]["name"], "x")

    def test_a_table_before_the_examples_counts_without_a_chapter(self):
        text = "# Get demo.get\n#|\n|| **Name** | **D** ||\n|| **id** `integer` | ||\n|#\n## Code Examples\n"
        self.assertEqual([one["name"] for one in params.parameters(text)], ["id"])

    def test_sets_of_which_one_is_sent(self):
        text = ("## Method Parameters\n### 1. By id\n#|\n|| **Name** | **D** ||\n|| **id** `integer` | ||\n|#\n"
                "### 2. By code\n#|\n|| **Name** | **D** ||\n|| **code** `string` | ||\n|#\n")
        self.assertEqual([(one["name"], one["variant"]) for one in params.parameters(text)],
                         [("id", "set 1"), ("code", "set 2")])

    def test_unusual_names(self):
        cells = {
            "**UF_\\***": ("UF_*", False), "**DYNAMIC_***": ("DYNAMIC_*", False), "**id^*^**": ("id", True),
            "**ENTITY**^*^": ("ENTITY", True), "**A***\\| **B***": ("A|B", True), "**weight****": ("weight", False),
            "**<selector>**": ("<selector>", False),
        }
        for cell, (name, required) in cells.items():
            one = params.parameter(cell, ["text"], True)
            self.assertEqual((one["name"], one["required"]), (name, required), cell)
        self.assertIsNone(params.parameter("plain text", ["text"], True))
        self.assertIsNone(params.parameter("**Settings for all**", [""], True))


class Errors(unittest.TestCase):
    def test_codes_with_their_statuses(self):
        self.assertEqual(errors.errors(PAGE), [
            {"code": "NOT_FOUND", "http": 400}, {"code": "allowed_only_intranet_user", "http": 403},
            {"code": "", "http": 400}])

    def table(self, rows, status="**400**"):
        return errors.errors(f"## Error Handling\nHTTP status: {status}\n#|\n{rows}\n|#\n")

    def test_one_status_for_the_chapter(self):
        self.assertEqual(self.table("|| **Code** | **Description** ||\n|| `X` | ||"), [{"code": "X", "http": 400}])

    def test_several_statuses_tell_nothing(self):
        rows = "|| **Code** | **Description** ||\n|| `X` | ||"
        self.assertEqual(self.table(rows, "**400**, **403**"), [{"code": "X", "http": None}])
        self.assertEqual(self.table(rows, "**200**, **403**"), [{"code": "X", "http": 403}])

    def test_a_status_in_the_place_of_the_code(self):
        rows = "|| **Code** | **Description** ||\n|| `403` | Access denied ||\n|| `400` | `NO_SUCH` ||"
        self.assertEqual(self.table(rows), [{"code": "", "http": 403}, {"code": "NO_SUCH", "http": 400}])

    def test_numbers_that_are_codes(self):
        rows = "|| **Code** | **Description** ||\n|| `200040300020` | ||\n|| `400` | ||\n|| `100` | ||"
        self.assertEqual([one["code"] for one in self.table(rows)], ["200040300020", "400", "100"])

    def test_texts_without_codes_and_an_unclosed_row(self):
        self.assertEqual(self.table("|| **Error text** | **Description** ||\n|| `Not found` | gone"),
                         [{"code": "", "http": 400}])

    def test_rest3(self):
        text = "## Error Handling\nHTTP Status: **400**\n### Access\nError code: `BITRIX_REST_V3_EXCEPTION_X`\n"
        self.assertEqual(errors.errors(text), [{"code": "BITRIX_REST_V3_EXCEPTION_X", "http": 400}])


class Facts(unittest.TestCase):
    def test_name(self):
        self.assertEqual(facts.method_name(PAGE, "demo-thing-update.md"), "demo.thing.update")
        self.assertEqual(facts.method_name("# Get Fields\n/rest/crm.item.fields\n", "crm-item-fields.md"), "crm.item.fields")
        misspelt = "# Find humanresourses.employee.search\n/rest/humanresources.employee.search\n"
        self.assertEqual(
            facts.method_name(misspelt, "humanresources-employee-search.md"), "humanresources.employee.search")
        copied = "# Update rpa.comment.update\ncallMethod('rpa.comment.add'\n"
        self.assertEqual(facts.method_name(copied, "rpa-comment-update.md"), "rpa.comment.update")
        self.assertIsNone(facts.method_name("# Overview\n", "index.md"))

    def test_scopes(self):
        self.assertEqual(facts.scopes(PAGE), (["crm"], None))
        line = "> Scope: [`userfieldconfig`](x), module scope from `moduleId` (for example, [`crm`](x))"
        self.assertEqual(facts.scopes(line), (["userfieldconfig", "crm"], "moduleId"))
        self.assertEqual(facts.scopes("> Scope: [`user, user_brief`](x)"), (["user", "user_brief"], None))
        self.assertEqual(facts.scopes("> Scope: [`placement`, `depending on the placement`](x)"), (["placement"], None))

    def test_who_may_call(self):
        people = {
            "any user": (False, None), "administrator": (True, "portal"),
            "CRM administrator (permission \"Allow to modify settings\")": (True, "crm"),
            "online store administrator": (True, "sale"), "a user with access to the task": (None, None),
        }
        for line, expected in people.items():
            self.assertEqual(facts.admin(f"> Who can execute the method: {line}\n"), expected, line)

    def test_application_only(self):
        self.assertFalse(facts.application_only(PAGE, errors.rows(PAGE)))
        note = "# x\n\nThe method works only in the context of the [application](x).\n"
        self.assertTrue(facts.application_only(note, []))
        self.assertTrue(facts.application_only("", [["`WRONG_AUTH_TYPE`", "Application context required"]]))
        self.assertFalse(facts.application_only("", [["`WRONG_AUTH_TYPE`", "not allowed by session authorization"]]))

    def test_age_version_and_example(self):
        self.assertFalse(facts.deprecated(PAGE, "api-reference/demo.md"))
        self.assertTrue(facts.deprecated(PAGE, "api-reference/outdated/demo.md"))
        self.assertTrue(facts.deprecated('# x\n{% note warning "DEPRECATED" %}\n', "api-reference/demo.md"))
        self.assertFalse(facts.is_rest3(PAGE))
        self.assertTrue(facts.is_rest3("https://a/rest/api/1/code/demo.get"))
        self.assertTrue(facts.webhook_example(PAGE))
        self.assertFalse(facts.webhook_example("- cURL (OAuth)\nhttps://a/rest/demo.get"))
        self.assertIsNone(facts.webhook_example("callMethod('demo.get')"))


class Kinds(unittest.TestCase):
    def test_rules(self):
        expected = {
            "crm.item.delete": "destructive", "landing.site.markUnDelete": "write", "crm.type.add": "write",
            "landing.block.removecard": "destructive", "event.offline.get": "destructive",
            "imbot.v2.Event.get": "destructive", "user.current": "read",
            "crm.enum.ownertype": "read", "crm.type.getByEntityTypeId": "read", "landing.repowidget.debug": "write",
            "catalog.document.cancel": "write", "batch": "write", "task.item.isactionallowed": "read",
            "placement.unbind": "destructive", "disk.file.getExternalLink": "write", "some.new.thing": "write",
        }
        for method, kind in expected.items():
            self.assertEqual(kinds.kind(method), kind, method)


class Tables(unittest.TestCase):
    def test_nested_tables_and_code(self):
        text = "#|\n|| **Name** | **D** ||\n|| **a** | x\n#|\n|| n | m ||\n|#\n||\n|| **b** | `p|q` and \\| ||\n|#"
        table = markdown.tables(text.split("\n"))[0]
        self.assertEqual([row[0] for row in table.rows], ["**a**", "**b**"])
        self.assertEqual(table.rows[1][1], "`p|q` and \\|")

    def test_headings_in_code(self):
        titles = [one.title for one in markdown.sections("# A\n```\n# comment\n```\n## B\n```js\n## C\n")]
        self.assertEqual(titles, ["", "A", "B", "C"])


class Whole(unittest.TestCase):
    def test_a_checkout(self):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / "api-reference").mkdir()
            (root / "api-reference" / "demo-thing-update.md").write_text(PAGE, encoding="utf-8")
            (root / "api-reference" / "index.md").write_text("# Things demo.thing\n", encoding="utf-8")
            text = generate.write(generate.catalogue(root))
        lines = text.split("\n")
        self.assertEqual((lines[0], lines[-2], len(lines)), ("[", "]", 4))
        one = json.loads(text)[0]
        self.assertEqual(
            {key: one[key] for key in one if key not in ("params", "errors")},
            {"method": "demo.thing.update", "scope": ["crm"], "admin": False, "adminLevel": None, "rest": 2,
             "kind": "write", "deprecated": False, "appOnly": False, "page": "api-reference/demo-thing-update.md",
             "webhookExample": True})

    def test_order_and_doubles(self):
        old = {"method": "b.get", "rest": 2, "deprecated": True}
        new = {"method": "b.get", "rest": 2, "deprecated": False}
        self.assertIs(generate.better(old, new), new)
        self.assertIs(generate.better(new, old), new)


if __name__ == "__main__":
    unittest.main()
