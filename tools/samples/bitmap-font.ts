/** A 5 x 7 font of our own for texts burned into pictures: seven rows of five bits for each character. */
const ROWS = `A 0E 11 11 1F 11 11 11
B 1E 11 11 1E 11 11 1E
C 0E 11 10 10 10 11 0E
D 1E 11 11 11 11 11 1E
E 1F 10 10 1E 10 10 1F
F 1F 10 10 1E 10 10 10
G 0E 11 10 17 11 11 0F
H 11 11 11 1F 11 11 11
I 0E 04 04 04 04 04 0E
J 07 02 02 02 02 12 0C
K 11 12 14 18 14 12 11
L 10 10 10 10 10 10 1F
M 11 1B 15 15 11 11 11
N 11 19 15 13 11 11 11
O 0E 11 11 11 11 11 0E
P 1E 11 11 1E 10 10 10
Q 0E 11 11 11 15 12 0D
R 1E 11 11 1E 14 12 11
S 0F 10 10 0E 01 01 1E
T 1F 04 04 04 04 04 04
U 11 11 11 11 11 11 0E
V 11 11 11 11 11 0A 04
W 11 11 11 15 15 1B 11
X 11 11 0A 04 0A 11 11
Y 11 11 0A 04 04 04 04
Z 1F 01 02 04 08 10 1F
0 0E 11 13 15 19 11 0E
1 04 0C 04 04 04 04 0E
2 0E 11 01 06 08 10 1F
3 1F 02 04 06 01 11 0E
4 02 06 0A 12 1F 02 02
5 1F 10 1E 01 01 11 0E
6 06 08 10 1E 11 11 0E
7 1F 01 02 04 04 04 04
8 0E 11 11 0E 11 11 0E
9 0E 11 11 0F 01 02 0C
- 00 00 00 0E 00 00 00
. 00 00 00 00 00 0C 0C
, 00 00 00 00 0C 04 08
: 00 0C 0C 00 0C 0C 00
/ 01 01 02 04 08 10 10
% 19 19 02 04 08 13 13`;

const GLYPHS = new Map(
  ROWS.split('\n').map((line) => {
    const [character = '', ...rows] = line.split(' ');
    return [character, rows.map((row) => Number.parseInt(row, 16))] as const;
  }),
);

/** Calls `plot` for every pixel of a line of text whose upper left corner is (x, y). */
export function drawText(
  text: string,
  x: number,
  y: number,
  scale: number,
  plot: (x: number, y: number) => void,
): void {
  Array.from(text).forEach((character, place) => {
    GLYPHS.get(character)?.forEach((bits, row) => {
      for (let column = 0; column < 5; column++) {
        if (((bits >> (4 - column)) & 1) === 0) continue;
        for (let dy = 0; dy < scale; dy++) {
          for (let dx = 0; dx < scale; dx++) plot(x + (place * 6 + column) * scale + dx, y + row * scale + dy);
        }
      }
    });
  });
}
