exec lua5.4 -e ''
