/** {@code sluice demo}: a shop that moves while people buy. */
package io.sluice.control.demo;
