// A self-signed certificate for pbx.example.test and 127.0.0.1 with its key, for tests only. Made with
// openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 -subj /CN=pbx.example.test
//   -addext subjectAltName=DNS:pbx.example.test,IP:127.0.0.1

export const testCertificate = `-----BEGIN CERTIFICATE-----
MIIBrzCCAVagAwIBAgIUcNecrQeGk85/6dFE8jEF4oWI+T8wCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQcGJ4LmV4YW1wbGUudGVzdDAgFw0yNjExMjEwMzIwMjVaGA8y
MTI2MTAyODAzMjAyNVowGzEZMBcGA1UEAwwQcGJ4LmV4YW1wbGUudGVzdDBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABAxttkhMHoATBAjgfENFO+BMKItRJYOQwGwr
Pz0UFVQrB175IjCo0LrhEZ1/Zgz4yVTdchOc9S9nzSqZIZ+MCwOjdjB0MB0GA1Ud
DgQWBBS0rUlep7ecMuwBQyLnlCvG8vEkdjAfBgNVHSMEGDAWgBS0rUlep7ecMuwB
QyLnlCvG8vEkdjAPBgNVHRMBAf8EBTADAQH/MCEGA1UdEQQaMBiCEHBieC5leGFt
cGxlLnRlc3SHBH8AAAEwCgYIKoZIzj0EAwIDRwAwRAIgJeOFeld4G/JIPwXmdpme
BkeofuY2elNj+x+giK4MjHYCIGTcuXgdyBiAapsKU89Xuv2gmj1hkagZ2GJinXxU
2dcM
-----END CERTIFICATE-----
`;

export const testKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg5sDZ5XV5qVBjHhG4
Cd5IYn6Eo/NqW1qa1Gk3+uvSGTqhRANCAAQMbbZITB6AEwQI4HxDRTvgTCiLUSWD
kMBsKz89FBVUKwde+SIwqNC64RGdf2YM+MlU3XITnPUvZ80qmSGfjAsD
-----END PRIVATE KEY-----
`;
