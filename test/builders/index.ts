export * from './bytes';
export * from './elements';
export * from './file';
export * from './image';
export * from './patient';
export * from './rle';
export * from './vectors';
