--- Gives a number where a text belongs.
print(acme.contract(17).title)
