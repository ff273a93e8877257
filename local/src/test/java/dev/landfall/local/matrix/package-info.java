/** Every task state of the machines meets every kind of fault, in virtual time; a model of both sides tells how it ends. */
@org.jspecify.annotations.NullMarked
package dev.landfall.local.matrix;
