# Runs a PostgreSQL server for as long as standard input stays open. Whoever holds the other end of that pipe may write
# "fast" or "immediate"; when it dies, in whatever way, the pipe ends and the server is stopped fast.
trap '' INT TERM HUP
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
(
    read -r how <&3
    case $how in
        immediate) kill -QUIT "$server" ;;
        *) kill -INT "$server" ;;
    esac
) &
wait "$server"
status=$?
kill -KILL $! 2>/dev/null
exit $status
