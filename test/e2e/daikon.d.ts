/** The little that the tests need of Daikon, which comes without types. */
declare module 'daikon' {
  interface Image {
    /** All frames, decoded. */
    getRawData(): ArrayBuffer;
  }
  const daikon: { readonly Series: { parseImage(file: DataView): Image } };
  export default daikon;
}
