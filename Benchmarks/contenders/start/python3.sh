exec python3 -c pass
