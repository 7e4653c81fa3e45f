from http import HTTPMethod, HTTPStatus

print(HTTPStatus.OK, repr(HTTPStatus.NOT_FOUND), HTTPStatus(404).phrase, HTTPStatus.OK == 200, HTTPStatus["CREATED"] + 0)
print(f"{HTTPStatus.IM_A_TEAPOT.value} {HTTPStatus.IM_A_TEAPOT.phrase}", len(HTTPStatus), HTTPMethod.GET, repr(HTTPMethod.PUT))
print([status.name for status in HTTPStatus if 300 <= status < 400])
