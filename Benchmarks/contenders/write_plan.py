"""The writes of the job `writes`, the same for all: of five, three add an item, one changes one, one deletes one.

What is added carries the key that it has in the system it comes from, as imports do."""


def write(index, entity_type, first_id):
    """Method and parameters of write `index`, from 0."""
    place = first_id + index // 5 * 2
    if index % 5 < 3:
        return "crm.item.add", {"entityTypeId": entity_type, "fields": {"title": f"write {index}", "xmlId": f"bench-{index}"}}
    if index % 5 == 3:
        return "crm.item.update", {"entityTypeId": entity_type, "id": place, "fields": {"title": f"write {index}"}}
    return "crm.item.delete", {"entityTypeId": entity_type, "id": place + 1}


def existing(count):
    """How many items there have to be, to change and delete."""
    return -(-count // 5) * 2
