#!/bin/sh
# LocalStack runs `java … -jar DynamoDBLocal.jar OPTIONS`. This starts DynamoDB Local from the folder `jars` with the same
# options, by the program `system-java` (both are links beside this file), and ends it when LocalStack ends in any way.
here=$(dirname "$0")
for argument in "$@"; do
  shift
  case $argument in
  -javaagent:* | -Djava.library.path=* | *DynamoDBLocal.jar) ;;
  -jar) set -- "$@" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "-Djava.library.path=$here/jars" -cp "$here/jars/*" com.amazonaws.services.dynamodbv2.local.main.ServerRunner -disableTelemetry ;;
  *) set -- "$@" "$argument" ;;
  esac
done
"$here/system-java" "$@" &
java=$!
trap 'kill "$java"' TERM INT
while kill -0 "$PPID" && kill -0 "$java"; do sleep 1; done 2>/dev/null
kill "$java" 2>/dev/null
