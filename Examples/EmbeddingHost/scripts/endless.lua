--- Never ends by itself, and catches whatever it can.
while true do
  pcall(print, "still here")
end
