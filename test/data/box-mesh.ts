/** A box as an OBJ file: eight corners, six faces of four. */
export const BOX = `
v 0 0 0
v 2 0 0
v 2 4 0
v 0 4 0
v 0 0 6
v 2 0 6
v 2 4 6
v 0 4 6
f 1/1/1 2/2/1 3/3/1 4/4/1
f 5 6 7 8
f 1 2 6 5
f 4 3 7 8
f -8 -5 -1 -4
f 2 3 7 6
`;
