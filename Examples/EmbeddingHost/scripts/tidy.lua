--- Removes an item. Nobody may do that here.
b24.call("crm.item.delete", { entityTypeId = 156, id = 1 })
