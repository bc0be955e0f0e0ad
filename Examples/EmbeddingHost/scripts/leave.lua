--- Writes something else than contracts.
b24.call("crm.item.add", { entityTypeId = 1032, fields = { title = "Day off" } })
