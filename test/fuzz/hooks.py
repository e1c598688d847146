"""What Schemathesis cannot know of Parley: who may call, and which ids name something.

Reads the people and things that scripts/fuzz.ts has made (PARLEY_FUZZ_WORLD), and at the end writes
how many requests were answered with which status (PARLEY_FUZZ_SUMMARY).
"""

import atexit
import json
import os
import random
import threading
from collections import Counter
from urllib.request import Request, urlopen

import schemathesis
from schemathesis import GenerationMode

with open(os.environ["PARLEY_FUZZ_WORLD"], encoding="utf-8") as file:
    world = json.load(file)

lock = threading.Lock()
dice = random.Random(int(os.environ["PARLEY_FUZZ_SEED"]))
tokens = [person["token"] for person in world["people"]]
reserve = world["reserve"]
answers = Counter()
# Attachments are their owner's: each is asked for with that token. Uploads become attachments when completed.
attachments = world["attachments"]
uploads = []

# Ids in a body or a query, by the name of the field.
KNOWN = {
    "receiver_id": "users",
    "peer_id": "users",
    "reply_to_id": "messages",
    "cursor": "messages",
    "client_id": "client_ids",
    "refresh_token": "refresh_tokens",
    "q": "names",
    "username": "names",
    "password": "passwords",
    "current_password": "passwords",
    "new_password": "new_passwords",
}
# Ids in a path, by how the path begins.
PATHS = (
    ("/api/users/{id}", "users"),
    ("/api/conversations/{id}", "conversations"),
    ("/api/messages/{id}", "messages"),
)
# These end the token they are called with: they get one of a person who is there for that.
ENDING = (("DELETE", "/api/users/me"), ("POST", "/api/auth/logout"), ("POST", "/api/auth/password"))


with open(os.environ["PARLEY_FUZZ_DOCUMENT"], encoding="utf-8") as file:
    templates = list(json.load(file)["paths"])


def one_of(kind):
    if kind == "new_names":
        return f"fuzz-{dice.randrange(16**12):x}"
    things = world.get(kind) or [None]
    # A refresh token works once: only the latest ones are any good.
    return dice.choice(things[-3:] if kind == "refresh_tokens" else things)


def register():
    """A new person's token, or one of the reserve when the server has had enough of registrations."""
    body = {"username": one_of("new_names"), "password": world["passwords"][0]}
    request = Request(
        f"{world['url']}/api/auth/register",
        data=json.dumps(body).encode(),
        headers={"content-type": "application/json"},
    )
    try:
        with urlopen(request, timeout=10) as response:
            return json.load(response)["access_token"]
    except OSError:
        return dice.choice(reserve)


@schemathesis.auth(refresh_interval=None)
class SeveralPeople:
    def get(self, case, context):
        ends = (case.method.upper(), case.operation.path) in ENDING
        return dice.choice(reserve if ends else tokens)

    def set(self, case, data, context):
        case.headers["Authorization"] = f"Bearer {data}"


def kind_of(field, path):
    """Whoever registers needs a new name, whoever signs in a known one."""
    if field == "username" and path.endswith(("/register", "/me")):
        return "new_names"
    return KNOWN.get(field)


def is_valid(case):
    """Generated to be accepted: only then may a value be replaced by a better one."""
    meta = case.meta
    return meta is not None and meta.generation.mode == GenerationMode.POSITIVE


def name_something(values, find_kind):
    for field, value in list(values.items()):
        kind = find_kind(field)
        # Now and then what was generated stays, so that unknown ids are tried too.
        if kind and isinstance(value, str) and dice.random() < 0.75:
            thing = one_of(kind)
            if thing is not None:
                values[field] = thing


def token_of(case):
    return case.headers.get("Authorization", "").removeprefix("Bearer ")


def name_attachment(case):
    """One in the path, with the token of its owner; now and then what was generated stays."""
    known = (uploads if case.operation.path.endswith("/complete") else []) or attachments
    if known and dice.random() < 0.75:
        one = dice.choice(known)
        case.path_parameters["id"] = one["id"]
        case.headers["Authorization"] = f"Bearer {one['token']}"


def attach_own(body, token):
    """A list of attachments gets some of whoever sends it."""
    own = [one["id"] for one in attachments if one["token"] == token]
    wanted = body.get("attachment_ids")
    if own and isinstance(wanted, list) and dice.random() < 0.75:
        body["attachment_ids"] = list({dice.choice(own) for _ in wanted})


@schemathesis.hook
def before_call(context, case, kwargs):
    if not is_valid(case):
        return
    with lock:
        kind = next((kind for start, kind in PATHS if case.operation.path.startswith(start)), None)
        if case.operation.path.startswith("/api/attachments/{id}"):
            name_attachment(case)
        elif case.path_parameters:
            name_something(case.path_parameters, lambda _: kind)
        if isinstance(case.query, dict):
            name_something(case.query, KNOWN.get)
        if isinstance(case.body, dict):
            name_something(case.body, lambda field: kind_of(field, case.operation.path))
            attach_own(case.body, token_of(case))


def send_upload(attachment, token, announced):
    """What a client does with the form that it was given, so that the upload can be completed."""
    upload = attachment["upload"]
    parts = [
        f'--fuzz\r\ncontent-disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in upload["fields"].items()
    ]
    file = '--fuzz\r\ncontent-disposition: form-data; name="file"; filename="file"\r\n\r\n'
    data = "".join([*parts, file, "x" * announced, "\r\n--fuzz--\r\n"]).encode()
    headers = {"content-type": "multipart/form-data; boundary=fuzz"}
    try:
        urlopen(Request(upload["url"], data=data, headers=headers), timeout=10).close()
        uploads.append({"id": attachment["id"], "token": token})
    except OSError:
        pass


def remember(body):
    """Ids that answers bring to light can be used from now on."""
    if not isinstance(body, dict):
        return
    if "conversation_id" in body and "rev" in body:
        world["messages"].append(body["id"])
    if "peer" in body and "last_seq" in body:
        world["conversations"].append(body["id"])
    if "refresh_token" in body:
        world["refresh_tokens"].append(body["refresh_token"])


@schemathesis.hook
def after_call(context, case, response):
    with lock:
        answers[f"{case.operation.method.upper()} {case.operation.path} {response.status_code}"] += 1
        if response.status_code in (200, 201):
            try:
                body = response.json()
                remember(body)
                if "upload" in body and case.body["mime"].lower() == "text/plain":
                    send_upload(body, token_of(case), int(case.body["size_bytes"]))
                if case.operation.path.endswith("/complete"):
                    done = [one for one in uploads if one["id"] == body["id"]]
                    attachments.extend(done)
                    uploads[:] = [one for one in uploads if one not in done]
            except ValueError:
                pass
        if response.status_code == 401 and b'"unauthenticated"' in response.content:
            dead = token_of(case)
            for known in (attachments, uploads):
                known[:] = [one for one in known if one["token"] != dead]
            for pool in (tokens, reserve):
                if dead in pool:
                    pool[pool.index(dead)] = register()


def is_under_template(path):
    """`/api/users/search` is `/api/users/{id}` too for the methods that it does not have itself."""
    parts = path.split("/")
    return any(
        len(other.split("/")) == len(parts)
        and other != path
        and all(b == a or b.startswith("{") for a, b in zip(parts, other.split("/")))
        for other in templates
    )


# A method that a fixed path does not have is answered by the path with a parameter in its place.
OF_ANOTHER_PATH = ("UnsupportedMethodResponse", "AllowHeaderMismatch")


@schemathesis.hook
def filter_failure(context, failure, case, response):
    return not (type(failure).__name__ in OF_ANOTHER_PATH and is_under_template(case.operation.path))


@atexit.register
def summarise():
    with open(os.environ["PARLEY_FUZZ_SUMMARY"], "w", encoding="utf-8") as file:
        json.dump(answers, file)
