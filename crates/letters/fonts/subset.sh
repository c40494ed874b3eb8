#!/usr/bin/env bash
# Cuts the fonts anew: needs Debian's fonts-noto-core and PyPI's fonttools. Usage: fonts/subset.sh
set -euo pipefail
cd "$(dirname "$0")"
from=${NOTO:-/usr/share/fonts/truetype/noto}
latin="U+0020-007E,U+00A0-017F,U+0192,U+0218-021B,U+02BC,U+02C6,U+02C7,U+02D8-02DD,U+0300-0304,U+0306-030C,U+0327,U+0328,U+1E9E,U+2000-200B,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032,U+2033,U+2039,U+203A,U+2044,U+2070,U+2074-2079,U+2080-2089,U+20AC,U+2116,U+2122,U+2212,U+FFFD"
arabic="U+0020-002F,U+003A-0040,U+005B-0060,U+007B-007E,U+00A0,U+00AB,U+00BB,U+00D7,U+0600-061B,U+061E-06FF,U+0750-077F,U+200C,U+200D,U+2010-2015,U+2018-201D,U+2026,U+25CC,U+FD3E,U+FD3F,U+FDF2,U+FDFC"
for weight in Regular Bold; do
    pyftsubset "$from/NotoSans-$weight.ttf" --unicodes="$latin" --layout-features='kern,mark,mkmk,ccmp,locl' \
        --no-hinting --notdef-outline --name-IDs='*' --output-file="NotoSans-$weight.ttf"
    pyftsubset "$from/NotoNaskhArabic-$weight.ttf" --unicodes="$arabic" \
        --layout-features='kern,mark,mkmk,ccmp,locl,init,medi,fina,isol,rlig,calt,curs' \
        --no-hinting --notdef-outline --name-IDs='*' --output-file="NotoNaskhArabic-$weight.ttf"
done
